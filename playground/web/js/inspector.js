// The inspector shows what each interaction sent to the bot, what came back, and how Discord treats it.
import { h, fill } from './dom.js';
import { store, watch, user, nameOf } from './store.js';
import { icon } from './icons.js';
import { show } from './panel.js';
import { detail } from './exchange.js';
import { status, time } from './outcome.js';
import { openSaved, saveConversation } from './saved.js';

let root, selected;
let autocomplete = false;

/** start shows the inspector in an element. */
export function start(element) {
  root = element;
  watch('exchanges state', draw);
}

/** inspect opens one exchange. */
export function inspect(id) {
  selected = id;
  show('inspector');
  draw();
  root.querySelector('h3')?.focus();
}

function draw(changed) {
  const exchange = selected && store.exchanges.get(selected);
  // The open exchange stays as it is while other exchanges change.
  if (exchange && changed && changed.id !== selected) return;
  const focused = document.activeElement?.dataset.exchange;
  if (exchange) fill(root, back(), detail(exchange, inspect));
  else if (store.exchanges.size === 0) fill(root, nothing(), tools());
  else fill(root, filter(), list(), tools());
  if (focused) root.querySelector(`[data-exchange="${focused}"]`)?.focus({ preventScroll: true });
}

function back() {
  const close = () => {
    selected = null;
    draw();
  };
  return h('button.button.link.back', { type: 'button', onclick: close }, '← All interactions');
}

const nothing = () =>
  h(
    'div.empty',
    null,
    h('span.avatar.firefly.large', { 'aria-hidden': 'true' }),
    h('h3', null, 'Nothing has happened yet'),
    h('p', null, 'Use a command. The signed request, the answer, its time and the bot’s API calls all show up here.'),
  );

/** filter returns the checkbox for showing autocomplete, which happens with every few letters that a person types. */
function filter() {
  const onchange = (event) => {
    autocomplete = event.target.checked;
    draw();
  };
  return h(
    'label.filter',
    null,
    h('input', { type: 'checkbox', checked: autocomplete, onchange, dataset: { exchange: 'filter' } }),
    'Show autocomplete',
  );
}

/** tools returns the buttons that open an exchange from a file and export everything that happened as one test. */
function tools() {
  const file = h('input.visually-hidden', {
    type: 'file',
    accept: 'application/json,.json',
    'aria-label': 'Open a saved exchange',
    onchange: async () => {
      const [chosen] = file.files;
      if (chosen) inspect(await openSaved(chosen));
      file.value = '';
    },
  });
  return h(
    'div.exchange-tools.list-tools',
    null,
    h('label.button.secondary.small', null, icon('upload'), 'Open…', file),
    store.exchanges.size > 0 &&
      h('button.button.secondary.small', { type: 'button', onclick: saveConversation }, icon('code'), 'Export all as a test'),
  );
}

function list() {
  const shown = [...store.exchanges.values()].filter((x) => autocomplete || x.failure || x.kind !== 'autocomplete');
  return h(
    'ol.exchanges',
    { 'aria-label': 'Interactions, newest first' },
    shown.reverse().map((x) => h('li', null, row(x))),
  );
}

function row(exchange) {
  const calls = exchange.calls?.length ?? 0;
  const failed = (exchange.calls ?? []).filter((c) => c.status >= 400).length;
  const by = exchange.kind === 'call' ? 'The bot' : nameOf(user(exchange.user_id));
  const who = `${by} • ${new Date(exchange.at).toLocaleTimeString(store.locale)}`;
  return h(
    'button.exchange',
    { type: 'button', dataset: { exchange: exchange.id }, onclick: () => inspect(exchange.id) },
    status(exchange),
    h(
      'span.exchange-name',
      null,
      h('b', null, exchange.name),
      h(
        'small',
        null,
        who,
        exchange.kind !== 'call' && calls > 0 && failed === 0 && ` • ${calls} API ${calls === 1 ? 'call' : 'calls'}`,
        exchange.kind !== 'call' && failed > 0 && h('span.failed-calls', null, icon('warning'), `${failed} of ${calls} failed`),
      ),
    ),
    exchange.kind !== 'call' && time(exchange),
  );
}
