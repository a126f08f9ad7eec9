// Beside each interaction: what went to the bot, what came back, and what Discord makes of it.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { store, watch, user, nameOf } from './store.js';
import { show } from './panel.js';
import { detail } from './exchange.js';

let root, list, selected;

/** start shows the inspector in an element. */
export function start(element) {
  root = element;
  list = h('ol.exchanges', { 'aria-label': 'Interactions, newest first' });
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

function draw() {
  const exchange = selected && store.exchanges.get(selected);
  if (exchange) {
    fill(
      root,
      h(
        'button.button.link.back',
        {
          type: 'button',
          onclick() {
            selected = null;
            draw();
          },
        },
        '← All interactions',
      ),
      detail(exchange),
    );
    return;
  }
  const all = [...store.exchanges.values()].reverse();
  if (all.length === 0) {
    fill(
      root,
      h(
        'div.empty',
        null,
        h('span.avatar.firefly.large', { 'aria-hidden': 'true' }),
        h('h3', null, 'Nothing has happened yet'),
        h(
          'p',
          null,
          'Use a command. The signed request, the answer, its time and the API calls that the bot makes all show up here.',
        ),
      ),
    );
    return;
  }
  fill(
    list,
    all.map((one) =>
      h(
        'li',
        null,
        h(
          'button.exchange',
          { type: 'button', onclick: () => inspect(one.id) },
          status(one),
          h(
            'span.exchange-name',
            null,
            h('b', null, one.name),
            h(
              'small',
              null,
              `${nameOf(user(one.user_id))} • ${new Date(one.at).toLocaleTimeString(store.locale)}`,
              one.calls?.length ? ` • ${one.calls.length} API ${one.calls.length === 1 ? 'call' : 'calls'}` : '',
            ),
          ),
          time(one),
        ),
      ),
    ),
  );
  fill(root, list);
}
