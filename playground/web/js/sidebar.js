// The list of places at the left, and who one is at its foot.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatar.js';
import { store, watch, choose, channel, member, nameOf, isDM, isDirect, placeName } from './store.js';
import { closeAll } from './panel.js';
import { openIdentity } from './identity.js';

const DM = 1;
/** The types of channels that messages are written in: text, announcements, threads, and direct messages. */
const written = [0, 1, 3, 5, 10, 11, 12];
const unread = new Set();

/** start shows the sidebar and the channel's head. */
export function start() {
  watch('state place person', draw);
  watch('messages', (message) => {
    if (!message?.channel_id || message.channel_id === store.where || unread.has(message.channel_id)) return;
    unread.add(message.channel_id);
    draw();
  });
}

function draw() {
  unread.delete(store.where);
  const places = (direct) => store.channels.filter((c) => isDirect(c) === direct && written.includes(c.type));
  fill(
    document.getElementById('guild'),
    h('span.avatar.firefly', { 'aria-hidden': 'true' }),
    h('span', null, store.guild.name),
  );
  fill(
    document.getElementById('places'),
    h('h2', { id: 'guild-channels' }, 'Text channels'),
    h('ul', { 'aria-labelledby': 'guild-channels' }, places(false).map(place)),
    h('h2', { id: 'direct-messages' }, 'Direct messages'),
    h('ul', { 'aria-labelledby': 'direct-messages' }, places(true).map(place)),
  );
  const me = member(store.who);
  fill(
    document.getElementById('me'),
    h(
      'button.me',
      {
        type: 'button',
        'aria-haspopup': 'dialog',
        'aria-label': `You are ${nameOf(me.user)}. Change person, permissions or language`,
        onclick: openIdentity,
      },
      avatar(me.user),
      h(
        'span.me-name',
        null,
        h('b', null, nameOf(me.user)),
        h('small', null, `${store.locale} • ${store.permissions ? 'permissions set' : 'own permissions'}`),
      ),
      icon('settings'),
    ),
  );
  const here = channel(store.where);
  fill(document.getElementById('channel-name'), icon(isDM() ? 'at' : 'hash'), h('span', null, placeName(here)));
  document.getElementById('channel-topic').textContent = here.topic ?? '';
  document.title = `${(isDM() ? '@' : '#') + placeName(here)} • hotaru playground`;
}

function place(c) {
  const current = c.id === store.where;
  return h(
    'li',
    null,
    h(
      'button.place',
      {
        type: 'button',
        'aria-current': current ? 'page' : null,
        class: unread.has(c.id) ? 'unread' : '',
        onclick() {
          choose({ where: c.id });
          closeAll();
        },
      },
      c.type === DM ? avatar(store.bot, 'small') : icon(isDirect(c) ? 'people' : 'hash'),
      h('span', null, placeName(c)),
      unread.has(c.id) && h('span.visually-hidden', null, ' (new messages)'),
    ),
  );
}
