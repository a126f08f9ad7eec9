// Beside each interaction: what went to the bot, what came back, and what Discord makes of it.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { store, watch, user, nameOf } from './store.js';
import { show } from './panel.js';
import { detail } from './exchange.js';

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

/** Discord's limit, in milliseconds. */
export const limit = 3000;

/** time is how long an answer took, with the bar that fills up to the limit. */
export function time(exchange) {
  const ms = exchange.milliseconds;
  const bar = h('meter', {
    min: 0,
    max: limit,
    low: 1500,
    high: 2500,
    optimum: 0,
    value: Math.min(ms, limit),
    'aria-label': `${ms} of ${limit} milliseconds`,
  });
  return h('span.time', null, bar, `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`);
}

/** status is the badge of an exchange's outcome. */
export function status(exchange) {
  if (exchange.pending) return h('span.status.pending', null, '…');
  const text = exchange.answer?.status ?? '—';
  return h(
    'span.status',
    { class: exchange.failure ? 'bad' : 'good' },
    exchange.failure ? icon('warning') : null,
    text,
  );
}

function draw(changed) {
  const exchange = selected && store.exchanges.get(selected);
  // What is open stays as it is while other things happen.
  if (exchange && changed && changed.id !== selected) return;
  const focused = document.activeElement?.dataset.exchange;
  if (exchange) fill(root, back(), detail(exchange));
  else if (store.exchanges.size === 0) fill(root, nothing());
  else fill(root, filter(), list());
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

/** filter has autocomplete shown too, which a person causes with every few letters. */
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
  const who = `${nameOf(user(exchange.user_id))} • ${new Date(exchange.at).toLocaleTimeString(store.locale)}`;
  return h(
    'button.exchange',
    { type: 'button', dataset: { exchange: exchange.id }, onclick: () => inspect(exchange.id) },
    status(exchange),
    h(
      'span.exchange-name',
      null,
      h('b', null, exchange.name),
      h('small', null, who, calls > 0 && ` • ${calls} API ${calls === 1 ? 'call' : 'calls'}`),
    ),
    time(exchange),
  );
}
