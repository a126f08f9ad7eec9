// The context menu of people and messages has the app's user and message commands.
import { h } from './dom.js';
import { icon } from './icons.js';
import { actor, nameOf } from './store.js';
import { offered } from './commands.js';
import { reason, switchTo } from './locked.js';
import { perform } from './actions.js';
import { toast } from './toast.js';

const USER = 2,
  MESSAGE = 3;
let open = null;

/** openMenu shows the menu of a user or of a message at the pointer, or beside the focused element. */
export function openMenu(target, event) {
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  close();
  const isMessage = 'author' in target;
  const before = document.activeElement;
  const commands = offered().filter((command) => command.type === (isMessage ? MESSAGE : USER));
  const menu = h(
    'div.menu',
    { role: 'menu', 'aria-label': isMessage ? 'Message' : nameOf(target), onkeydown: keys },
    h('div.menu-title', { role: 'presentation' }, 'Apps'),
    commands.map((command) =>
      command.lacks === null
        ? item(command.name, 'code', () =>
            perform({ kind: isMessage ? 'message' : 'user', ...actor(), name: command.name, target_id: target.id }),
          )
        : h('div.menu-note.locked', null, h('b', null, command.name), h('small', null, reason(command.lacks)), switchTo(command)),
    ),
    commands.length === 0 &&
      h('div.menu-note', { role: 'presentation' }, `No ${isMessage ? 'message' : 'user'} commands`),
    h('hr', { role: 'separator' }),
    isMessage && target.content && item('Copy text', 'copy', () => copy(target.content)),
    item(isMessage ? 'Copy message ID' : 'Copy user ID', 'copy', () => copy(target.id)),
  );
  document.body.append(menu);
  put(menu, event);
  open = { menu, before };
  menu.querySelector('[role=menuitem]').focus();
  document.addEventListener('mousedown', outside, true);
}

function item(label, symbol, action) {
  return h(
    'button.menu-item',
    {
      type: 'button',
      role: 'menuitem',
      tabindex: -1,
      onclick() {
        close();
        action();
      },
    },
    h('span', null, label),
    icon(symbol),
  );
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast('Copied');
}

function put(menu, event) {
  const box = event.target.getBoundingClientRect();
  const byPointer = event.type === 'contextmenu' && (event.clientX || event.clientY);
  const x = byPointer ? event.clientX : box.left + Math.min(48, box.width / 2);
  const y = byPointer ? event.clientY : Math.min(box.bottom, window.innerHeight - 80);
  menu.style.left = `${Math.max(8, Math.min(x, window.innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, window.innerHeight - menu.offsetHeight - 8))}px`;
}

const outside = (event) => {
  if (!open?.menu.contains(event.target)) close();
};

function close() {
  if (!open) return;
  document.removeEventListener('mousedown', outside, true);
  const { menu, before } = open;
  open = null;
  menu.remove();
  before?.focus?.();
}

function keys(event) {
  const items = [...open.menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
    return;
  }
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}
