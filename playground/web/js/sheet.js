// Dialogs with a title, a body, and buttons at the foot. Copying may also need one.
import { h } from './dom.js';
import { toast } from './toast.js';

/** sheet opens a dialog with a title, a body, and buttons at the foot. */
export function sheet(title, body, ...buttons) {
  const dialog = h(
    'dialog.modal.wide',
    { 'aria-label': title, onclose: () => dialog.remove() },
    h(
      'form',
      { onsubmit: (event) => event.preventDefault() },
      h('header', null, h('h2', null, title)),
      h('div.modal-fields', null, body),
      h('footer', null, h('button.button.link', { type: 'button', onclick: () => dialog.close() }, 'Close'), buttons),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** copy puts a text on the clipboard, or shows it if the browser does not allow that. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied');
  } catch {
    sheet('Copy this', h('pre.json', { tabindex: 0 }, text));
  }
}
