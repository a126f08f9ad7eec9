// What whoever runs the playground has to say about the bot, above the messages: a compiler's errors, or why it ended.
import { h, fill } from './dom.js';
import { store, watch } from './store.js';

/** start shows the notice in an element, which is hidden where there is none. */
export function start(element) {
  watch('state notice', () => {
    const { title, text } = store.notice;
    element.hidden = !title;
    fill(element, h('strong', null, title), text && h('pre', { tabindex: '0', 'aria-label': title }, text));
  });
}
