// The channel's messages, and a person's actions on them.
import { h, announce } from './dom.js';
import { message } from './message.js';
import { store, watch, visibleMessages, channel, isDM, actor, nameOf, placeName } from './store.js';
import { day } from './timestamps.js';
import { openMenu } from './menu.js';
import { perform } from './actions.js';
import { inspect } from './inspector.js';
import { icon } from './icons.js';
import { has, EPHEMERAL } from './flags.js';

const together = 7 * 60 * 1000;
const shown = new Map();
let log;
let atEnd = true;

/** start shows the messages in an element and keeps them up to date. */
export function start(element) {
  log = element;
  log.addEventListener('keydown', keys);
  log.addEventListener('scroll', () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  });
  // Keep the newest message in sight if a picture arrives late or the window becomes smaller.
  log.addEventListener(
    'load',
    () => {
      if (atEnd) toEnd();
    },
    true,
  );
  new ResizeObserver(() => {
    if (atEnd) toEnd();
  }).observe(log);
  watch('place person state world', () => {
    shown.clear();
    draw();
  });
  watch('messages', (changed) => {
    if (changed) shown.delete(changed.id);
    draw(changed);
  });
  watch('exchanges', (exchange) => exchange && failed(exchange));
}

const toEnd = () => {
  log.scrollTop = log.scrollHeight;
};

function draw(changed) {
  const focused = document.activeElement?.closest?.('.message')?.dataset.id;
  const rows = [intro()];
  let previous;
  for (const m of visibleMessages()) {
    const date = new Date(m.timestamp);
    if (!previous || date.toDateString() !== new Date(previous.timestamp).toDateString()) {
      rows.push(h('div.day', { role: 'separator' }, h('span', null, day(date, store.locale))));
    }
    const compact = continues(m, previous);
    const key = `${compact}`;
    let kept = shown.get(m.id);
    if (!kept || kept.key !== key || kept.message !== m) {
      kept = { key, message: m, element: message(m, { compact, use, menu: openMenu, inspect }) };
      shown.set(m.id, kept);
    }
    rows.push(kept.element);
    previous = m;
  }
  rows.push(...notes.filter((n) => n.where === store.where && n.who === store.who).map((n) => n.element));
  replace(rows);
  if (atEnd || !changed) toEnd();
  if (focused && !document.activeElement?.closest?.('.message'))
    log.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
  if (changed?.content && changed.author?.id !== store.who) announce(`${nameOf(changed.author)}: ${changed.content}`);
}

/** replace changes only messages that differ, so open and focused elements in other messages stay. */
function replace(rows) {
  const wanted = new Set(rows);
  for (const child of [...log.children]) if (!wanted.has(child)) child.remove();
  rows.forEach((row, at) => {
    if (log.children[at] !== row) log.insertBefore(row, log.children[at] ?? null);
  });
}

function continues(m, previous) {
  return (
    Boolean(previous) &&
    previous.author.id === m.author.id &&
    !m.interaction_metadata &&
    !m.message_reference &&
    has(previous, EPHEMERAL) === has(m, EPHEMERAL) &&
    new Date(m.timestamp) - new Date(previous.timestamp) < together &&
    new Date(m.timestamp).toDateString() === new Date(previous.timestamp).toDateString()
  );
}

function intro() {
  const name = placeName(channel(store.where));
  return h(
    'header.channel-intro',
    null,
    h('span.channel-badge', null, icon(isDM() ? 'at' : 'hash')),
    h('h2', null, isDM() ? name : `Welcome to #${name}`),
    h(
      'p',
      null,
      'This is Discord on your own machine. Type ',
      h('kbd', null, '/'),
      ' to see what your app can do; right-click a person or a message, or hold it, for its Apps menu.',
    ),
  );
}

/** use sends a person's action on a component. The component waits until the bot has answered. */
async function use(m, data, by) {
  const row = by?.closest('.message');
  if (row?.classList.contains('waiting')) return;
  row?.classList.add('waiting');
  by?.classList.add('busy');
  await perform({ kind: 'component', ...actor(), message_id: m.id, ...data });
  row?.classList.remove('waiting');
  by?.classList.remove('busy');
}

const notes = [];

/** failed shows that there is no answer, as Discord does. Unlike Discord, it also shows where to see why. */
function failed(exchange) {
  if (!exchange.failure || exchange.kind === 'autocomplete' || notes.some((note) => note.id === exchange.id)) return;
  const element = h(
    'div.failure',
    { role: 'alert', dataset: { exchange: exchange.id } },
    icon('warning'),
    h(
      'div',
      null,
      h('b', null, exchange.kind === 'command' ? 'The application did not respond' : 'This interaction failed'),
      h('span', null, ` ${exchange.name ?? ''} `),
      h('div.failure-reason', null, exchange.failure.reason),
    ),
    h('button.button.secondary.small', { type: 'button', onclick: () => inspect(exchange.id) }, 'Why?'),
    h(
      'button.icon-button',
      {
        type: 'button',
        'aria-label': 'Dismiss',
        onclick() {
          notes.splice(
            notes.findIndex((note) => note.id === exchange.id),
            1,
          );
          element.remove();
        },
      },
      icon('close'),
    ),
  );
  notes.push({ id: exchange.id, where: exchange.channel_id, who: exchange.user_id, element });
  draw();
}

/** Arrow keys move from message to message. Enter opens a message's menu. */
function keys(event) {
  if (event.target !== log && !event.target.classList.contains('message')) return;
  const rows = [...log.querySelectorAll('.message')];
  const at = rows.indexOf(event.target);
  const to = { ArrowUp: at < 0 ? rows.length - 1 : at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[
    event.key
  ];
  if (to !== undefined && rows[to]) {
    event.preventDefault();
    rows[to].focus();
  }
  if (event.key === 'Enter' && at >= 0) openMenu(store.messages.get(rows[at].dataset.id), event);
}
