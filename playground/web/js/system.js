// Messages that Discord writes itself, and the link to a message's thread.
import { h } from './dom.js';
import { icon } from './icons.js';
import { channel, choose, nameOf } from './store.js';

const PINNED = 6,
  THREAD_CREATED = 18;

/** system renders a message that Discord wrote. It returns undefined for any other message. */
export function system(m) {
  if (m.type === PINNED) return line('pin', `${nameOf(m.author)} pinned a message to this channel.`);
  if (m.type === THREAD_CREATED) return line('thread', `${nameOf(m.author)} started a thread: ${m.content}`);
}

const line = (symbol, text) => h('div.system-line', null, icon(symbol), text);

/** threadLink returns a link from a message to the thread that was opened from it. */
export function threadLink(thread) {
  const now = channel(thread.id) ?? thread;
  return h(
    'button.thread-link',
    { type: 'button', disabled: !channel(thread.id), onclick: () => choose({ where: thread.id }) },
    icon('thread'),
    h('b', null, now.name),
    h('small', null, `${now.message_count ?? 0} ${now.message_count === 1 ? 'message' : 'messages'}`),
  );
}
