// This module saves tests, and exchanges in files.
import { h } from './dom.js';
import { pretty } from './json.js';
import { store, keepExchange } from './store.js';
import { sheet, copy } from './sheet.js';
import { toast } from './toast.js';
import * as server from './server.js';

/** saveTest shows an exchange as the code of a test. */
export const saveTest = (exchange) => save(() => server.test(exchange.id));

/** saveConversation shows everything that happened as the code of one test. */
export const saveConversation = () => save(() => server.test('0'));

async function save(fetchCode) {
  try {
    const { name, code } = await fetchCode();
    const dialog = sheet(
      'Save as test',
      h('pre.json', { tabindex: 0 }, code),
      h('button.button.secondary', { type: 'button', onclick: () => copy(code) }, 'Copy'),
      download(name, code, 'text/plain'),
    );
    dialog.addEventListener('close', () => URL.revokeObjectURL(dialog.querySelector('a[download]').href));
  } catch (error) {
    toast(error.message);
  }
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  return h('a.button.primary', { href: address, download: name }, `Save ${name}`);
}

/** saveFile saves an exchange, with its request, its answer, its calls and its log, as a file. */
export function saveFile(exchange) {
  const link = download(`exchange-${exchange.id}.json`, pretty(JSON.stringify(exchange)), 'application/json');
  link.click();
  URL.revokeObjectURL(link.href);
}

/** openSaved reads a file that saveFile wrote, and returns the exchange's ID. */
export async function openSaved(file) {
  try {
    const exchange = JSON.parse(await file.text());
    if (typeof exchange?.id !== 'string' || typeof exchange.name !== 'string') throw new Error('it is not an exchange');
    keepExchange(exchange);
    return exchange.id;
  } catch (error) {
    toast(`${file.name} cannot be opened: ${error.message}`);
    return null;
  }
}
