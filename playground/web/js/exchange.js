// One exchange in full: request, answer, API calls, and the actions on it.
import { h } from './dom.js';
import { icon } from './icons.js';
import { jsonView, pretty } from './json.js';
import { limit, time, status } from './outcome.js';
import { bytes } from './timestamps.js';
import { resend } from './actions.js';
import { sheet, copy } from './sheet.js';
import { saveTest, saveFile } from './saved.js';
import { toast } from './toast.js';

/** detail renders an exchange. inspect opens another one. */
export function detail(exchange, inspect) {
  if (exchange.kind === 'call') return callAlone(exchange);
  return h(
    'article.exchange-detail',
    null,
    h('h3', { tabindex: -1 }, exchange.name),
    h('p.exchange-line', null, status(exchange), time(exchange), h('small', null, `of ${limit / 1000} seconds`)),
    exchange.failure && problem(exchange.failure),
    h(
      'div.exchange-tools',
      null,
      tool('Resend…', 'again', () => edit(exchange, inspect)),
      tool('Copy as curl', 'copy', () => copy(curl(exchange))),
      tool('Save as test', 'code', () => saveTest(exchange)),
      tool('Save as file', 'download', () => saveFile(exchange)),
    ),
    section(
      'Answer',
      exchange.answer ? answer(exchange) : h('p.none', null, exchange.pending ? 'Waiting…' : 'No answer came.'),
      true,
    ),
    exchange.calls?.length > 0 &&
      section(`API calls (${exchange.calls.length})`, h('div', null, exchange.calls.map(call)), true),
    exchange.logs?.length > 0 && section(`Log (${exchange.logs.length})`, logLines(exchange.logs), true),
    section('Request', request(exchange), !exchange.failure),
  );
}

/** callAlone renders a call that the bot made outside an interaction. */
function callAlone(exchange) {
  return h(
    'article.exchange-detail',
    null,
    h('h3', { tabindex: -1 }, exchange.name),
    h('p.exchange-line', null, status(exchange), h('small', null, 'outside an interaction')),
    exchange.failure && problem(exchange.failure),
    h('div.exchange-tools', null, tool('Save as file', 'download', () => saveFile(exchange))),
    (exchange.calls ?? []).map((c) => call(c, true)),
    exchange.logs?.length > 0 && section('Log', logLines(exchange.logs), true),
  );
}

const logLines = (lines) =>
  h(
    'ol.log-lines',
    null,
    lines.map((line) => h('li', { class: `level-${(line.level || 'info').toLowerCase()}` }, line.text)),
  );

const tool = (label, symbol, action) =>
  h('button.button.secondary.small', { type: 'button', onclick: action }, icon(symbol), label);

const section = (title, body, open = false) => h('details.section-box', { open }, h('summary', null, title), body);

/** problem renders Discord's reason for refusing an answer, and the place of the fault in it. */
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

/** headers renders headers in a folded section, because people nearly always look for the body. */
const headers = (list) =>
  list?.length > 0 &&
  h(
    'details.header-box',
    null,
    h('summary', null, `Headers (${list.length})`),
    h(
      'dl.headers',
      null,
      list.map(([name, value]) => [h('dt', null, name), h('dd', null, value)]),
    ),
  );

function request({ request: r }) {
  return [h('p.request-line', null, h('b', null, r.method), ' ', r.url), jsonView(r.body), headers(r.headers)];
}

function answer({ answer: a, failure }) {
  return [
    a.body ? jsonView(a.body, failure?.path) : h('p.none', null, 'Empty body.'),
    (a.files ?? []).map((file) =>
      h('p.none', null, icon('file'), ` ${file.filename}, ${file.content_type}, ${bytes(file.size)}`),
    ),
    headers(a.headers),
  ];
}

function call(c, open = c.status >= 400) {
  return h(
    'details.call',
    { open, class: c.status >= 400 ? 'failed' : '' },
    h(
      'summary',
      null,
      h('span.status', { class: c.status < 400 ? 'good' : 'bad' }, c.status),
      h('b', null, c.method),
      h('span.path', null, c.path),
      c.after !== undefined && h('small', null, `+${Math.round(c.after)} ms`),
    ),
    c.failure && h('p.call-reason', null, icon('warning'), c.failure.reason, c.failure.cure && h('small', null, c.failure.cure)),
    c.request && [h('h4', null, 'Sent'), jsonView(c.request, c.failure?.path)],
    c.response && [h('h4', null, 'Answered'), jsonView(c.response)],
  );
}

/** quote quotes a text as one word for a shell. */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** curl returns a command line that sends the same bytes with the same signature. */
export function curl({ request: r }) {
  return [
    `curl -i -X ${r.method} ${quote(r.url)}`,
    ...r.headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `--data-raw ${quote(r.body)}`,
  ].join(' \\\n  ');
}

function edit(exchange, inspect) {
  const area = h('textarea.editor', {
    rows: 20,
    spellcheck: 'false',
    'aria-label': 'Body of the request',
    value: pretty(exchange.request.body),
  });
  async function send() {
    try {
      const id = await resend(exchange.id, area.value);
      dialog.close();
      inspect(id);
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
