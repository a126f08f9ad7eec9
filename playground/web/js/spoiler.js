// Spoilers are hidden until a person presses them.
import { h } from './dom.js';

/** spoiler covers an element. A click, Enter or Space uncovers it permanently. */
export function spoiler(content, block = false) {
  const cover = h(
    block ? 'div.spoiler.block' : 'span.spoiler',
    { role: 'button', tabindex: 0, 'aria-label': 'Spoiler, press to show', 'aria-expanded': 'false' },
    content,
  );
  content.inert = true;
  function reveal(event) {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add('revealed');
    for (const attribute of ['role', 'tabindex', 'aria-label', 'aria-expanded']) cover.removeAttribute(attribute);
    content.inert = false;
    cover.removeEventListener('click', reveal);
    cover.removeEventListener('keydown', reveal);
  }
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', reveal);
  return cover;
}
