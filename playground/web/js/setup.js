// What the bot has to be told to work with this playground.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { store, watch } from './store.js';
import { toast } from './toast.js';

/** start shows the setup in an element. */
export function start(element) {
  watch('state', () =>
    fill(
      element,
      h('p', null, 'Configure your bot with these, in place of the ones that Discord gives you:'),
      row('Public key', 'DISCORD_PUBLIC_KEY', store.public_key),
      row('API', 'DISCORD_API_URL', store.api_url),
      row('Application ID', 'DISCORD_APPLICATION_ID', store.application.id),
      row('Bot token', 'DISCORD_BOT_TOKEN', store.bot_token),
      h('p', null, 'Interactions are sent to ', h('code.inline', null, store.endpoint), '.'),
      h(
        'p',
        null,
        `${store.commands.length} ${store.commands.length === 1 ? 'command is' : 'commands are'} registered. What the bot registers at the API shows up here at once.`,
      ),
    ),
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
