// This module shows why a person may not use a command, and who may.
import { h } from './dom.js';
import { choose, nameOf } from './store.js';
import { whoMay } from './commands.js';
import { namesOf } from './permissions.js';

/** reason returns a text about the permissions that a person lacks for a command. */
export function reason(lacks) {
  return lacks === 0n ? 'Only administrators may use this' : `You lack ${namesOf(lacks).join(', ') || 'a permission'}`;
}

/** switchTo returns a button that switches to a person who may use the command. It returns nothing if nobody may. */
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
