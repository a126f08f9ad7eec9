// The page draws all avatars itself, and fetches only the bot's own picture if it has one.
import { h } from './dom.js';
import { store, nameOf } from './store.js';

const hues = 8n;

/** avatar returns a round badge with a user's initial and the user's colour. For the app it has the app's picture. */
export function avatar(user, size = '') {
  const badge = h('span.avatar', { class: size, 'aria-hidden': 'true' });
  const picture = user && user.id === store.bot?.id && store.avatar;
  if (picture) badge.append(h('img', { src: picture, alt: '' }));
  else {
    badge.dataset.hue = String((BigInt(user?.id ?? 0) >> 22n) % hues);
    badge.textContent = [...nameOf(user)][0].toUpperCase();
  }
  return badge;
}

/** author returns a name as messages and lists show it. An app's name has the mark for apps. */
export function author(user, role) {
  const name = h('span.author', { dataset: { user: user?.id ?? '' } }, nameOf(user));
  if (role?.color) name.style.setProperty('--name', '#' + role.color.toString(16).padStart(6, '0'));
  return [name, user?.bot && h('span.app-tag', { title: 'This is an app' }, 'APP')];
}
