// The part of Discord's markdown that lives inside a line, parsed to a tree of plain objects.
// https://docs.discord.com/developers/reference#message-formatting

const deepest = 16;

/** Each of these rules matches with one regular expression. They are tried in this order at each position of the text. */
const atoms = [
  [/\\([^\sA-Za-z0-9])/y, ([, character]) => character],
  [/(`+)([^]*?[^`])\1(?!`)/y, ([, , code]) => ({ kind: 'code', text: code.replace(/^ (?=`)|(?<=`) $/g, '') })],
  [/<(https?:\/\/[^\s>]+)>/y, ([, url]) => link(url, [url])],
  [/<@!?(\d{1,20})>/y, ([, id]) => ({ kind: 'user', id })],
  [/<@&(\d{1,20})>/y, ([, id]) => ({ kind: 'role', id })],
  [/<#(\d{1,20})>/y, ([, id]) => ({ kind: 'channel', id })],
  [
    /<\/([-_\p{L}\p{N}]{1,32}(?: [-_\p{L}\p{N}]{1,32}){0,2}):(\d{1,20})>/uy,
    ([, name, id]) => ({ kind: 'command', name, id }),
  ],
  [/<(a?):(\w{2,32}):(\d{1,20})>/y, ([, , name, id]) => ({ kind: 'emoji', name, id })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    ([, seconds, style]) => ({ kind: 'time', seconds: Number(seconds), style: style ?? 'f' }),
  ],
  [/<id:(customize|browse|guide|linked-roles)(?::\d+)?>/y, ([, place]) => ({ kind: 'navigation', place })],
  [/@(everyone|here)\b/y, ([, whom]) => ({ kind: 'everyone', whom })],
];

/** These marks surround the text that they change. Longer marks come first. */
const marks = [
  ['***', 'strong-em'],
  ['**', 'strong'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'em'],
  ['_', 'em'],
];

/** inline parses text into a list of strings and nodes. */
export function inline(text, depth = 0, inLink = false) {
  if (depth > deepest) return [text];
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const [node, end] = parseAt(text, at, depth, inLink);
    if (end === at) plain += text[at++];
    else {
      if (typeof node === 'string') plain += node;
      else {
        flush();
        nodes.push(node);
      }
      at = end;
    }
  }
  flush();
  return nodes;
}

function parseAt(text, at, depth, inLink) {
  if (!/[\\`<@[*_~|hd]/.test(text[at])) return [null, at];
  for (const [pattern, make] of atoms) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [make(match), at + match[0].length];
  }
  if (!inLink) {
    const found = maskedLink(text, at, depth) ?? bareLink(text, at);
    if (found) return found;
  }
  return marked(text, at, depth, inLink) ?? [null, at];
}

function marked(text, at, depth, inLink) {
  for (const [mark, kind] of marks) {
    if (!text.startsWith(mark, at)) continue;
    if (mark === '_' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
    const start = at + mark.length;
    const end = closing(text, start, mark);
    if (end < 0) continue;
    const children = inline(text.slice(start, end), depth + 1, inLink);
    const node = kind === 'strong-em' ? { kind: 'strong', children: [{ kind: 'em', children }] } : { kind, children };
    return [node, end + mark.length];
  }
  return null;
}

/** closing finds the closing mark. It skips code, escaped marks, and longer runs of the same character. */
function closing(text, start, mark) {
  if (mark.length === 1 && /\s/.test(text[start] ?? ' ')) return -1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') {
      at++;
      continue;
    }
    if (text[at] === '`') {
      const tick = /(`+)[^]*?[^`]\1(?!`)/y;
      tick.lastIndex = at;
      const match = tick.exec(text);
      if (match) {
        at += match[0].length - 1;
        continue;
      }
    }
    if (text[at] !== mark[0]) continue;
    let run = 1;
    while (text[at + run] === mark[0]) run++;
    if (fitsRun(run, mark) && at > start && closes(text, at, run, mark)) return at + run - mark.length;
    at += run - 1;
  }
  return -1;
}

const fitsRun = (run, mark) => run === mark.length || (run === 3 && /^[*_]/.test(mark)) || (run > 3 && mark.length > 1);

function closes(text, at, run, mark) {
  if (mark === '*') return !/\s/.test(text[at - 1]);
  if (mark === '_') return !/[\p{L}\p{N}]/u.test(text[at + run] ?? '');
  return true;
}

function maskedLink(text, at, depth) {
  const pattern =
    /\[((?:\\.|[^\\[\]]|\[[^[\]]*\]){1,1000})\]\(\s*<?((?:https?|discord):\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"[^"]*"|\s+'[^']*')?\s*\)/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && [link(match[2], inline(match[1], depth + 1, true)), at + match[0].length];
}

function bareLink(text, at) {
  if (/\w/.test(text[at - 1] ?? '')) return null;
  const pattern = /(?:https?|discord):\/\/(?:[^\s()<>|]|\([^\s()<>]*\))*(?:[^\s()<>|.,:;"'\]!?]|\([^\s()<>]*\))/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && [link(match[0], [match[0]]), at + match[0].length];
}

/** link accepts only http, https and discord addresses, as Discord does. Any other link stays text. */
function link(url, children) {
  const safe = safeURL(url, ['http:', 'https:', 'discord:']);
  return safe ? { kind: 'link', url: safe, children } : { kind: 'text', children };
}

/** safeURL returns a URL with one of these schemes, or null. */
export function safeURL(url, schemes = ['http:', 'https:']) {
  try {
    const parsed = new URL(url);
    return schemes.includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
