// Faces drawn here: nothing is fetched from anywhere.
import { h } from './dom.js';
import { store, nameOf } from './store.js';

const hues = 8n;

/** avatar is a round badge with a user's initial, in a colour of the user's own. A bot's is the firefly. */
export function avatar(user, size = '') {
  const badge = h('span.avatar', { class: size, 'aria-hidden': 'true' });
  if (user && user.id === store.bot?.id) badge.classList.add('firefly');
  else {
    badge.dataset.hue = String((BigInt(user?.id ?? 0) >> 22n) % hues);
    badge.textContent = [...nameOf(user)][0].toUpperCase();
  }
  return badge;
}

/** author is a name as messages and lists show it, with the mark that apps have. */
export function author(user, role) {
  const name = h('span.author', { dataset: { user: user?.id ?? '' } }, nameOf(user));
  if (role?.color) name.style.setProperty('--name', '#' + role.color.toString(16).padStart(6, '0'));
  return [name, user?.bot && h('span.app-tag', { title: 'This is an app' }, 'APP')];
}
