// The identity is the person, the permissions and the language that the bot gets.
import { h } from './dom.js';
import { avatar } from './avatar.js';
import { store, choose, member, role, nameOf } from './store.js';
import { common, permissionNames } from './permissions.js';

const locales = [
  'en-US',
  'en-GB',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'es-ES',
  'es-419',
  'fi',
  'fr',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'ru',
  'sv-SE',
  'th',
  'tr',
  'uk',
  'vi',
  'zh-CN',
  'zh-TW',
];

/** openIdentity shows the dialog. */
export function openIdentity() {
  const own = (id) => BigInt(member(id)?.permissions ?? 0);
  let who = store.who;
  let bits = store.permissions ? BigInt(store.permissions) : null;
  const boxes = common.map((bit) => {
    const name = permissionNames[bit];
    const input = h('input', {
      type: 'checkbox',
      onchange() {
        bits = (bits ?? own(who)) ^ (1n << BigInt(bit));
        refresh();
      },
    });
    return { input, bit: BigInt(bit), element: h('label.choice', null, input, h('span', null, name)) };
  });
  const reset = h(
    'button.button.link',
    {
      type: 'button',
      onclick() {
        bits = null;
        refresh();
      },
    },
    'Back to the person’s own',
  );
  const value = h('code.inline');
  const locale = h(
    'select',
    { id: 'locale' },
    locales.map((one) =>
      h(
        'option',
        { value: one, selected: one === store.locale },
        `${one} – ${new Intl.DisplayNames(['en'], { type: 'language' }).of(one)}`,
      ),
    ),
  );
  const dialog = h(
    'dialog.modal',
    { 'aria-labelledby': 'identity-title', onclose: () => dialog.remove() },
    h(
      'form',
      {
        onsubmit(event) {
          event.preventDefault();
          choose({ who, locale: locale.value, permissions: bits === null ? '' : String(bits) });
          dialog.close();
        },
      },
      h('header', null, h('h2', { id: 'identity-title' }, 'Who you are')),
      h(
        'div.modal-fields',
        null,
        h(
          'fieldset.people',
          null,
          h('legend', null, 'Person'),
          store.members
            .filter((m) => !m.user.bot)
            .map((m) =>
              h(
                'label.person',
                null,
                h('input', {
                  type: 'radio',
                  name: 'person',
                  value: m.user.id,
                  checked: m.user.id === who,
                  onchange() {
                    who = m.user.id;
                    bits = null;
                    refresh();
                  },
                }),
                avatar(m.user),
                h(
                  'span',
                  null,
                  h('b', null, nameOf(m.user)),
                  h(
                    'small',
                    null,
                    (m.roles ?? [])
                      .map((id) => role(id)?.name)
                      .filter(Boolean)
                      .join(', ') || 'no roles',
                  ),
                ),
              ),
            ),
        ),
        h('div.modal-field', null, h('label.modal-label', { for: 'locale' }, 'Language'), locale),
        h(
          'fieldset.permissions',
          null,
          h('legend', null, 'Permissions ', value),
          boxes.map((box) => box.element),
        ),
        reset,
      ),
      h(
        'footer',
        null,
        h('button.button.link', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button.button.primary', { type: 'submit' }, 'Done'),
      ),
    ),
  );

  function refresh() {
    const now = bits ?? own(who);
    for (const box of boxes) box.input.checked = Boolean((now >> box.bit) & 1n);
    value.textContent = String(now);
    reset.hidden = bits === null;
  }
  refresh();
  document.body.append(dialog);
  dialog.showModal();
}
