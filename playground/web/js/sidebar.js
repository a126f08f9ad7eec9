// The list of places at the left, with the current person at its foot.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatar.js';
import { store, watch, choose, channel, member, nameOf, isDM, isDirect, isForum, isThread, placeName, places } from './store.js';
import { closeAll } from './panel.js';
import { openIdentity } from './identity.js';

const DM = 1;
const unread = new Set();

/** start shows the sidebar and the channel's head. */
export function start() {
  watch('state place person world', draw);
  watch('messages', (message) => {
    if (!message?.channel_id || message.channel_id === store.where || unread.has(message.channel_id)) return;
    unread.add(message.channel_id);
    draw();
  });
}

function draw() {
  unread.delete(store.where);
  const listed = (direct) => places().filter((c) => isDirect(c) === direct);
  fill(
    document.getElementById('guild'),
    avatar(store.bot, 'guild-icon'),
    h('span', null, store.guild.name),
  );
  fill(
    document.getElementById('places'),
    h('h2', { id: 'guild-channels' }, 'Text channels'),
    h('ul', { 'aria-labelledby': 'guild-channels' }, listed(false).map(place)),
    h('h2', { id: 'direct-messages' }, 'Direct messages'),
    h('ul', { 'aria-labelledby': 'direct-messages' }, listed(true).map(place)),
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
  fill(
    document.getElementById('channel-name'),
    icon(isDM() ? 'at' : isThread(here) ? 'thread' : 'hash'),
    h('span', null, placeName(here)),
  );
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
        class: [unread.has(c.id) && 'unread', isThread(c) && 'thread'].filter(Boolean).join(' '),
        disabled: isForum(c),
        onclick() {
          choose({ where: c.id });
          closeAll();
        },
      },
      c.type === DM ? avatar(store.bot, 'small') : icon(isDirect(c) ? 'people' : isThread(c) ? 'thread' : isForum(c) ? 'forum' : 'hash'),
      h('span.place-name', null, placeName(c)),
      c.thread_metadata?.archived && h('small', null, c.thread_metadata.locked ? 'locked' : 'archived'),
      unread.has(c.id) && h('span.visually-hidden', null, ' (new messages)'),
    ),
  );
}
