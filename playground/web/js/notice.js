// The notice above the messages comes from the program that runs the playground: a compiler's errors, or why the bot ended.
import { h, fill } from './dom.js';
import { store, watch } from './store.js';

/** start shows the notice in an element, which is hidden if there is no notice. */
export function start(element) {
  watch('state notice', () => {
    const { title, text } = store.notice;
    element.hidden = !title;
    fill(element, h('strong', null, title), text && h('pre', { tabindex: '0', 'aria-label': title }, text));
  });
}
