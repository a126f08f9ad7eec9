// One exchange in full: request, answer, API calls, and the ways to take it further.
import { h } from './dom.js';
import { icon } from './icons.js';
import { jsonView, pretty } from './json.js';
import { limit, time, status, inspect } from './inspector.js';
import { bytes } from './timestamps.js';
import { openModal } from './modal.js';
import { toast } from './toast.js';
import * as server from './server.js';

/** detail renders an exchange. */
export function detail(exchange) {
  return h(
    'article.exchange-detail',
    null,
    h('h3', { tabindex: -1 }, exchange.name),
    h('p.exchange-line', null, status(exchange), time(exchange), h('small', null, `of ${limit / 1000} seconds`)),
    exchange.failure && problem(exchange.failure),
    h(
      'div.exchange-tools',
      null,
      tool('Resend…', 'again', () => edit(exchange)),
      tool('Copy as curl', 'copy', () => copy(curl(exchange))),
      tool('Save as test', 'code', () => saveTest(exchange)),
    ),
    section(
      'Answer',
      exchange.answer ? answer(exchange) : h('p.none', null, exchange.pending ? 'Waiting…' : 'No answer came.'),
      true,
    ),
    exchange.calls?.length > 0 &&
      section(`API calls (${exchange.calls.length})`, h('div', null, exchange.calls.map(call)), true),
    section('Request', request(exchange), !exchange.failure),
  );
}

const tool = (label, symbol, action) =>
  h('button.button.secondary.small', { type: 'button', onclick: action }, icon(symbol), label);

const section = (title, body, open = false) => h('details.section-box', { open }, h('summary', null, title), body);

/** problem is what Discord says to a bad answer, and where in it the fault is. */
function problem(failure) {
  return h(
    'div.refusal',
    { role: 'note' },
    icon('warning'),
    h(
      'div',
      null,
      h('b', null, 'Discord refuses this'),
      h('p', null, failure.reason),
      failure.path && h('p', null, 'at ', h('code.inline', null, failure.path)),
      failure.cure && h('p', null, failure.cure),
    ),
  );
}

const headers = (list) =>
  h(
    'dl.headers',
    null,
    (list ?? []).map(([name, value]) => [h('dt', null, name), h('dd', null, value)]),
  );

function request({ request: r }) {
  return [h('p.request-line', null, h('b', null, r.method), ' ', r.url), headers(r.headers), jsonView(r.body)];
}

function answer({ answer: a, failure }) {
  return [
    headers(a.headers),
    a.body ? jsonView(a.body, failure?.path) : h('p.none', null, 'Empty body.'),
    (a.files ?? []).map((file) =>
      h('p.none', null, icon('file'), ` ${file.filename}, ${file.content_type}, ${bytes(file.size)}`),
    ),
  ];
}

function call(c) {
  return h(
    'details.call',
    null,
    h(
      'summary',
      null,
      h('span.status', { class: c.status < 400 ? 'good' : 'bad' }, c.status),
      h('b', null, c.method),
      h('span.path', null, c.path),
      c.after !== undefined && h('small', null, `+${Math.round(c.after)} ms`),
    ),
    c.request && [h('h4', null, 'Sent'), jsonView(c.request, c.failure?.path)],
    c.response && [h('h4', null, 'Answered'), jsonView(c.response)],
  );
}

/** quote makes one word of a shell of a text. */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** curl is a request as a command line that sends the same bytes under the same signature. */
export function curl({ request: r }) {
  return [
    `curl -i -X ${r.method} ${quote(r.url)}`,
    ...r.headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `--data-raw ${quote(r.body)}`,
  ].join(' \\\n  ');
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied');
  } catch {
    sheet('Copy this', h('pre.json', { tabindex: 0 }, text));
  }
}

function edit(exchange) {
  const area = h('textarea.editor', {
    rows: 20,
    spellcheck: 'false',
    'aria-label': 'Body of the request',
    value: pretty(exchange.request.body),
  });
  async function send() {
    try {
      const { exchange: id, modal } = await server.resend(exchange.id, area.value);
      dialog.close();
      inspect(id);
      if (modal) openModal(modal, id);
    } catch (error) {
      toast(error.message);
    }
  }
  const note =
    'It goes out under a new signature. Its interaction ID and token are new too, unless you change them here.';
  const dialog = sheet(
    'Edit and resend',
    [area, h('p.subtext', null, note)],
    h('button.button.primary', { type: 'button', onclick: send }, 'Send'),
  );
  area.setSelectionRange(0, 0);
  area.scrollTop = 0;
}

async function saveTest(exchange) {
  try {
    const { name, code } = await server.test(exchange.id);
    const address = URL.createObjectURL(new Blob([code], { type: 'text/plain' }));
    const dialog = sheet(
      'Save as test',
      h('pre.json', { tabindex: 0 }, code),
      h('button.button.secondary', { type: 'button', onclick: () => copy(code) }, 'Copy'),
      h('a.button.primary', { href: address, download: name }, `Save ${name}`),
    );
    dialog.addEventListener('close', () => URL.revokeObjectURL(address));
  } catch (error) {
    toast(error.message);
  }
}

/** sheet is a dialog with a title, a body, and buttons at its foot. */
function sheet(title, body, ...buttons) {
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
