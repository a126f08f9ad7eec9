// Short notes at the edge of the page that go away by themselves.
import { h } from './dom.js';

const stay = 6000;

/** toast shows a note. */
export function toast(text) {
  const note = h('div.toast', { role: 'status' }, text);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), stay);
}
