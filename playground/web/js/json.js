// This module shows JSON with indentation and colours, and can mark one place in it as wrong.
import { h } from './dom.js';

/** steps splits a path like "data.embeds[0].title" or "$.data.embeds.0.title". */
const steps = (path) => (path ?? '').split(/[.[\]$"]+/).filter(Boolean);

/** jsonView renders a JSON text, or the text itself if it is not JSON. */
export function jsonView(text, wrongPath) {
  const pre = h('pre.json', { tabindex: 0 });
  try {
    pre.append(value(JSON.parse(text), '', steps(wrongPath), Boolean(wrongPath)));
  } catch {
    pre.append(text);
  }
  return pre;
}

/** value renders a value. wrong are the remaining steps to the marked place. marks says whether the place is in this value. */
function value(v, indent, wrong, marks) {
  const here = marks && wrong.length === 0;
  const wrap = (...children) => h('span', { class: here ? 'wrong' : '' }, ...children);
  if (v === null || typeof v !== 'object')
    return wrap(h('span', { class: v === null ? 'null' : typeof v }, JSON.stringify(v)));
  const list = Array.isArray(v);
  const entries = Object.entries(v);
  const [open, close] = list ? '[]' : '{}';
  if (entries.length === 0) return wrap(open + close);
  const inner = indent + '  ';
  const found = marks && entries.some(([key]) => key === wrong[0]);
  // A path may end at a missing value. Then the value that should contain it is marked.
  const missing = marks && wrong.length > 0 && !found;
  return h(
    'span',
    { class: here || missing ? 'wrong' : '' },
    open,
    '\n',
    entries.map(([key, child], at) => [
      inner,
      list ? '' : [h('span.key', null, JSON.stringify(key)), ': '],
      value(child, inner, wrong.slice(1), marks && key === wrong[0]),
      at < entries.length - 1 ? ',\n' : '\n',
    ]),
    indent,
    close,
  );
}

/** pretty indents a JSON text. Any other text stays as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
