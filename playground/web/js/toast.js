// Short notes over the channel that disappear by themselves.
import { h } from './dom.js';

const stay = 6000;
const shown = new Map();

/** toast shows a note. If the note is already shown, it stays longer and is not shown twice. */
export function toast(text) {
  let note = shown.get(text);
  if (!note) {
    note = { element: h('div.toast', { role: 'status' }, text) };
    shown.set(text, note);
    document.getElementById('toasts').append(note.element);
  }
  clearTimeout(note.timer);
  note.timer = setTimeout(() => {
    shown.delete(text);
    note.element.remove();
  }, stay);
}
