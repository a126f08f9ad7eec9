// The outcome of an exchange: its badge, and how much of Discord's three seconds it took.
import { h } from './dom.js';
import { icon } from './icons.js';

/** Discord's limit, in milliseconds. */
export const limit = 3000;

/** time renders how long an answer took, with a bar that fills up to the limit. */
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

const failedCalls = (exchange) => (exchange.calls ?? []).some((c) => c.status >= 400);

/** status renders the badge of an exchange's outcome. */
export function status(exchange) {
  if (exchange.pending) return h('span.status.pending', null, '…');
  const text = exchange.answer?.status ?? (exchange.kind === 'call' ? exchange.calls?.[0]?.status : null) ?? '—';
  return h(
    'span.status',
    { class: exchange.failure ? 'bad' : failedCalls(exchange) ? 'doubtful' : 'good' },
    exchange.failure ? icon('warning') : null,
    text,
  );
}
