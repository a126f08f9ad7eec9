// Markdown's tree as elements. Names of people, channels and roles come from the store.
import { h, color } from './dom.js';
import { parse } from './markdown.js';
import { inline } from './inline.js';
import { store, user, nameOf, channel, role } from './store.js';
import { timestamp } from './timestamps.js';
import { spoiler } from './spoiler.js';
import { icon } from './icons.js';

/** richText renders a whole text: a message's content, an embed's description, a text display. */
export function richText(text) {
  const blocks = parse(text ?? '');
  const element = h('div.rich', null, blocks.map(renderBlock));
  if (onlyEmoji(text ?? '')) element.classList.add('jumbo');
  return element;
}

/** richLine renders a text that has no blocks: an embed's title, a field's name. */
export const richLine = (text) => h('span.rich', null, inline(text ?? '').map(renderInline));

const onlyEmoji = (text) =>
  /^(?:\s*(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)[\u200d\p{Emoji_Modifier}\p{Emoji_Presentation}\uFE0F]*){1,27}\s*$/u.test(
    text,
  );

const inner = (node) => node.children.map(renderInline);

const blocks = {
  lines: (node) => h('div.lines', null, inner(node)),
  heading: (node) => h(`h${node.level + 2}.heading.level-${node.level}`, null, inner(node)),
  subtext: (node) => h('small.subtext', null, inner(node)),
  quote: (node) => h('blockquote', null, node.children.map(renderBlock)),
  codeblock: (node) =>
    h('pre.code', { tabindex: 0, 'aria-label': `Code ${node.language}`.trim() }, h('code', null, node.text)),
  list: (node) =>
    h(
      node.start === null ? 'ul' : 'ol',
      { start: node.start },
      node.items.map((item) => h('li', null, inner(item), item.lists.map(blocks.list))),
    ),
};

const renderBlock = (node) => blocks[node.kind](node);

const inlines = {
  text: (node) => h('span', null, inner(node)),
  code: (node) => h('code.inline', null, node.text),
  strong: (node) => h('strong', null, inner(node)),
  em: (node) => h('em', null, inner(node)),
  underline: (node) => h('u', null, inner(node)),
  strike: (node) => h('s', null, inner(node)),
  spoiler: (node) => spoiler(h('span', null, inner(node))),
  link: (node) =>
    h('a', { href: node.url, target: '_blank', rel: 'noopener noreferrer nofollow', title: node.url }, inner(node)),
  user: (node) =>
    h('span.mention', { dataset: { user: node.id } }, '@', user(node.id) ? nameOf(user(node.id)) : 'unknown-user'),
  role: (node) => {
    const found = role(node.id);
    return color(h('span.mention.role', null, '@', found?.name ?? 'deleted-role'), '--role', found?.color);
  },
  channel: (node) => h('span.mention', null, '#', channel(node.id)?.name ?? 'unknown'),
  command: (node) => h('button.mention', { type: 'button', dataset: { command: node.name } }, '/', node.name),
  emoji: (node) => h('span.custom-emoji', { title: `:${node.name}:` }, `:${node.name}:`),
  time: (node) => {
    const date = new Date(node.seconds * 1000);
    if (Number.isNaN(date.getTime())) return h('span', null, 'Invalid Date');
    return h(
      'time.stamp',
      { datetime: date.toISOString(), title: timestamp(date, 'F', store.locale) },
      timestamp(date, node.style, store.locale),
    );
  },
  navigation: (node) => h('span.mention', null, icon('hash'), node.place),
  everyone: (node) => h('span.mention', null, '@', node.whom),
};

const renderInline = (node) => (typeof node === 'string' ? node : inlines[node.kind](node));
