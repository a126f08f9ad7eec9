// The settings that the bot needs to work with this playground.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { store, watch } from './store.js';
import { toast } from './toast.js';
import { grant } from './server.js';
import { asked, permissionNames } from './permissions.js';

/** start shows the setup in an element. */
export function start(element) {
  watch('state world', () =>
    fill(
      element,
      h('p', null, 'Configure your bot with these, in place of the ones that Discord gives you:'),
      row('Public key', 'DISCORD_PUBLIC_KEY', store.public_key),
      row('API', 'DISCORD_API_URL', store.api_url),
      row('Application ID', 'DISCORD_APPLICATION_ID', store.application.id),
      row('Bot token', 'DISCORD_BOT_TOKEN', store.bot_token),
      h('p', null, 'Interactions are sent to ', h('code.inline', null, store.endpoint), '.'),
      rights(),
      h(
        'p',
        null,
        `${store.commands.length} ${store.commands.length === 1 ? 'command is' : 'commands are'} registered. What the bot registers at the API shows up here at once.`,
      ),
    ),
  );
}

/** rights lets the person set the bot's permissions, as an administrator does in the settings of its role. */
function rights() {
  const granted = BigInt(store.granted ?? 0);
  const everybody = BigInt(store.bot_permissions ?? 0) & ~granted;
  return h(
    'fieldset.permissions',
    null,
    h('legend', null, 'What the bot may do'),
    asked.map((number) => {
      const bit = 1n << BigInt(number);
      return h(
        'label.choice',
        null,
        h('input', {
          type: 'checkbox',
          checked: Boolean((granted | everybody) & bit),
          // Permissions that all members have are not part of the bot's own role.
          disabled: Boolean(everybody & bit),
          onchange: () => grant(String(granted ^ bit)).catch((failure) => toast(failure.message)),
        }),
        h('span', null, permissionNames[number]),
      );
    }),
  );
}

function row(label, variable, value) {
  return (
    value &&
    h(
      'div.setup-row',
      null,
      h('b', null, label),
      h('small', null, variable),
      h('code', null, value),
      h(
        'button.icon-button',
        {
          type: 'button',
          'aria-label': `Copy ${label}`,
          async onclick() {
            await navigator.clipboard.writeText(value);
            toast('Copied');
          },
        },
        icon('copy'),
      ),
    )
  );
}
