// Discord's markdown, parsed to a tree of plain objects: blocks here, and the content of lines in inline.js.
import { inline } from './inline.js';

const fence = /```(?:([\w+.#-]{1,20})\n)?\n*([^]+?)\n*```/g;
const bullet = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;
const deepestQuote = 4;

/** parse returns the blocks of a text: code, heading, subtext, quote, list and lines. */
export function parse(text, depth = 0) {
  const blocks = [];
  let from = 0;
  for (const match of text.matchAll(fence)) {
    lines(blocks, text.slice(from, match.index).replace(/\n$/, ''), depth);
    blocks.push({ kind: 'codeblock', language: match[1] ?? '', text: match[2] });
    from = match.index + match[0].length;
    if (text[from] === '\n') from++;
  }
  lines(blocks, text.slice(from), depth);
  return blocks;
}

function lines(blocks, text, depth) {
  if (!text) return;
  const rows = text.split('\n');
  let plain = [];
  const flush = () => {
    if (plain.length) blocks.push({ kind: 'lines', children: inline(plain.join('\n')) });
    plain = [];
  };
  for (let at = 0; at < rows.length;) {
    const found = block(rows, at, depth);
    if (!found) {
      plain.push(rows[at++]);
      continue;
    }
    flush();
    blocks.push(found[0]);
    at = found[1];
  }
  flush();
}

/** block returns a block that begins at a row, and the row after it. */
function block(rows, at, depth) {
  const row = rows[at];
  let match = /^(#{1,3}) +(?=\S)(.*?)(?: +#+)?$/.exec(row);
  if (match) return [{ kind: 'heading', level: match[1].length, children: inline(match[2]) }, at + 1];
  match = /^-# +(?=\S)(.*)$/.exec(row);
  if (match) return [{ kind: 'subtext', children: inline(match[1]) }, at + 1];
  if (depth < deepestQuote && /^>>> ?/.test(row)) {
    const rest = [row.replace(/^>>> ?/, ''), ...rows.slice(at + 1)];
    return [{ kind: 'quote', children: parse(rest.join('\n'), depth + 1) }, rows.length];
  }
  if (depth < deepestQuote && /^> /.test(row)) {
    let end = at;
    while (end < rows.length && /^> ?/.test(rows[end]) && !/^>>>/.test(rows[end])) end++;
    const inner = rows.slice(at, end).map((line) => line.replace(/^> ?/, ''));
    return [{ kind: 'quote', children: parse(inner.join('\n'), depth + 1) }, end];
  }
  return bullet.test(row) ? list(rows, at) : null;
}

/** list reads items that are indented at least as far as the first. Deeper items are separate lists. */
function list(rows, at) {
  const [, indent, number] = bullet.exec(rows[at]);
  const node = { kind: 'list', start: number === undefined ? null : Number(number), items: [] };
  while (at < rows.length) {
    const match = bullet.exec(rows[at]);
    if (!match || match[1].length < indent.length) break;
    const item = node.items.at(-1);
    if (item && match[1].length > indent.length) {
      const [nested, next] = list(rows, at);
      item.lists.push(nested);
      at = next;
      continue;
    }
    if (item && (match[2] === undefined) !== (node.start === null)) break;
    node.items.push({ children: inline(match[3]), lists: [] });
    at++;
  }
  return [node, at];
}
