// Modals. https://docs.discord.com/developers/components/using-modal-components
import { h } from './dom.js';
import { avatar } from './avatar.js';
import { store, nameOf, actor } from './store.js';
import { field } from './modalfields.js';
import { richText } from './richtext.js';
import { perform } from './actions.js';

/** openModal shows a modal, and submits it for the interaction that it answered. */
export function openModal(modal, exchange) {
  const fields = [];
  const where = actor();
  const submit = h('button.button.primary', { type: 'submit' }, 'Submit');
  const form = h(
    'form',
    { novalidate: true, onsubmit: send },
    h(
      'header',
      null,
      avatar(store.bot),
      h('h2', { id: 'modal-title' }, modal.title),
      h('button.icon-button', { type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕'),
    ),
    h(
      'p.modal-warning',
      null,
      `This form will be submitted to ${nameOf(store.bot)}. Do not share passwords or other sensitive information.`,
    ),
    h('div.modal-fields', null, (modal.components ?? []).map(part)),
    h('footer', null, h('button.button.link', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), submit),
  );
  const dialog = h('dialog.modal', { 'aria-labelledby': 'modal-title', onclose: () => dialog.remove() }, form);

  function part(component) {
    if (component.type === 10) return h('div.modal-text', null, richText(component.content));
    const inputs = component.type === 1 ? (component.components ?? []) : [component.component ?? component];
    return inputs.map((input) => {
      const one = field(input, { label: component.label ?? input.label ?? '', description: component.description });
      fields.push(one);
      return one.element;
    });
  }

  async function send(event) {
    event.preventDefault();
    const wrong = fields.filter((one) => !one.check());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    submit.disabled = true;
    await Promise.all(fields.map((one) => one.ready));
    const values = Object.fromEntries(fields.map((one) => [one.customID, one.value()]));
    dialog.close();
    await perform({ kind: 'modal', ...where, exchange, custom_id: modal.custom_id, values });
  }

  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}
