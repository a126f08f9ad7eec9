// A command that the person may not use: what is missing, and who may.
import { h } from './dom.js';
import { choose, nameOf } from './store.js';
import { whoMay } from './commands.js';
import { namesOf } from './permissions.js';

/** reason says what a person lacks for a command. */
export function reason(lacks) {
  return lacks === 0n ? 'Only administrators may use this' : `You lack ${namesOf(lacks).join(', ') || 'a permission'}`;
}

/** switchTo is a button that makes somebody of the person who may use the command; nothing where nobody may. */
export function switchTo(command) {
  const other = whoMay(command);
  return (
    other &&
    h(
      'button.as-link.switch',
      {
        type: 'button',
        onmousedown: (event) => event.preventDefault(),
        onclick(event) {
          event.stopPropagation();
          choose({ who: other.user.id, permissions: '' });
        },
      },
      `Switch to ${nameOf(other.user)}`,
    )
  );
}
