// One message as the channel shows it.
import { h } from './dom.js';
import { icon } from './icons.js';
import { avatar, author } from './avatar.js';
import { richText } from './richtext.js';
import { embed } from './embeds.js';
import { components } from './components.js';
import { attachments } from './media.js';
import { poll } from './poll.js';
import { stamp } from './timestamps.js';
import { store, member, role, nameOf } from './store.js';
import { has, SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, COMPONENTS_V2 } from './flags.js';
import { reactions } from './reactions.js';
import { system, threadLink } from './system.js';
import * as server from './server.js';

/** message renders a message. The handlers are use(message, component, element), menu(message, event) and inspect(id). */
export function message(m, { compact, use, menu, inspect }) {
  const date = new Date(m.timestamp);
  const from = m.author;
  const v2 = has(m, COMPONENTS_V2);
  const metadata = m.interaction_metadata;
  const element = h(
    'article.message',
    {
      tabindex: -1,
      dataset: { id: m.id },
      class: [
        compact && 'compact',
        has(m, EPHEMERAL) && 'ephemeral',
        has(m, LOADING) && 'loading',
        mentions(m) && 'mentioned',
      ]
        .filter(Boolean)
        .join(' '),
      'aria-label': `${nameOf(from)}, ${stamp(date, store.locale)}`,
      oncontextmenu: (event) => menu(m, event),
    },
    !compact && reference(m, inspect),
    compact
      ? h(
          'time.gutter',
          { datetime: m.timestamp, 'aria-hidden': 'true' },
          new Intl.DateTimeFormat(store.locale, { timeStyle: 'short' }).format(date),
        )
      : h(
          'button.gutter.avatar-button',
          {
            type: 'button',
            'aria-label': `Apps for ${nameOf(from)}`,
            dataset: { user: from.id },
            onclick: (event) => menu(from, event),
          },
          avatar(from),
        ),
    h(
      'div.message-main',
      null,
      !compact &&
        h(
          'header',
          null,
          author(from, topRole(from)),
          h('time', { datetime: m.timestamp, title: date.toLocaleString(store.locale) }, stamp(date, store.locale)),
          has(m, SUPPRESS_NOTIFICATIONS) && h('span.subtext', { title: 'Sent without a notification' }, '@silent'),
        ),
      has(m, LOADING) ? thinking(from) : (system(m) ?? body(m, v2, (data, by) => use(m, data, by))),
      has(m, EPHEMERAL) &&
        h(
          'footer.ephemeral-note',
          null,
          icon('eye'),
          'Only you can see this • ',
          h('button.as-link', { type: 'button', onclick: () => server.dismiss(m.id) }, 'Dismiss message'),
        ),
    ),
    h(
      'div.message-tools',
      { role: 'toolbar', 'aria-label': 'Message actions' },
      metadata &&
        h(
          'button.icon-button',
          {
            type: 'button',
            title: 'Inspect the interaction',
            'aria-label': 'Inspect the interaction',
            onclick: () => inspect(metadata.id),
          },
          icon('code'),
        ),
      h(
        'button.icon-button',
        {
          type: 'button',
          title: 'Apps',
          'aria-label': 'Apps for this message',
          'aria-haspopup': 'menu',
          onclick: (event) => menu(m, event),
        },
        icon('more'),
      ),
    ),
  );
  return element;
}

function body(m, v2, use) {
  return [
    !v2 &&
      m.content &&
      h(
        'div.content',
        null,
        richText(m.content),
        m.edited_timestamp &&
          h('small.edited', { title: new Date(m.edited_timestamp).toLocaleString(store.locale) }, '(edited)'),
      ),
    !v2 && attachments(m.attachments ?? []),
    !v2 && !has(m, SUPPRESS_EMBEDS) && (m.embeds ?? []).map(embed),
    !v2 && m.poll && poll(m),
    m.reactions?.length > 0 && reactions(m),
    m.thread && threadLink(m.thread),
    m.components?.length > 0 && h('div.components', { class: v2 ? 'v2' : '' }, components(m.components, use)),
  ];
}

const thinking = (from) =>
  h(
    'div.thinking',
    { role: 'status' },
    h('span.dots', { 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    `${nameOf(from)} is thinking…`,
  );

/** reference returns the line above a message that says which interaction or message it answers. */
function reference(m, inspect) {
  const metadata = m.interaction_metadata;
  if (!metadata) {
    const to = store.messages.get(m.message_reference?.message_id);
    return (
      to &&
      h(
        'div.reference',
        null,
        icon('reply'),
        avatar(to.author, 'tiny'),
        h('b', null, nameOf(to.author)),
        h('span.reference-text', null, to.content || 'Press to see the attachment'),
      )
    );
  }
  const answered =
    metadata.original_response_message_id !== m.id && store.messages.get(metadata.original_response_message_id);
  if (answered)
    return h(
      'div.reference',
      null,
      icon('reply'),
      avatar(answered.author, 'tiny'),
      h('b', null, nameOf(answered.author)),
      h('span.reference-text', null, answered.content || 'Press to see the answer'),
    );
  // For a modal, show the command or the component that opened it.
  const source = metadata.triggering_interaction_metadata ?? metadata;
  if (!source.name) return reply(m, source, inspect);
  return h(
    'div.reference',
    null,
    icon('reply'),
    avatar(metadata.user, 'tiny'),
    h('b', null, nameOf(metadata.user)),
    'used ',
    h('button.mention', { type: 'button', onclick: () => inspect(metadata.id) }, commandName(source)),
  );
}

/** reply returns the line for an answer to a component. It names the component's message, as a reply does. */
function reply(m, source, inspect) {
  const to = store.messages.get(m.message_reference?.message_id ?? source.interacted_message_id);
  return h(
    'div.reference',
    null,
    icon('reply'),
    to ? [avatar(to.author, 'tiny'), h('b', null, nameOf(to.author))] : 'Replying to ',
    h(
      'button.reference-text',
      { type: 'button', onclick: () => inspect(m.interaction_metadata.id) },
      to ? to.content || 'Press to see the message' : 'a message that is not here',
    ),
  );
}

/** Only slash commands (type 1) are shown with a slash. */
const commandName = ({ name, command_type: type = 1 }) => (type === 1 ? `/${name}` : name);

function topRole(user) {
  const roles = (member(user.id)?.roles ?? []).map(role).filter((r) => r?.color);
  return roles.sort((a, b) => (b.position ?? 0) - (a.position ?? 0))[0];
}

function mentions(m) {
  const me = member(store.who);
  return (
    m.author.id !== store.who &&
    (m.mention_everyone ||
      m.mentions?.some((u) => u.id === store.who) ||
      m.mention_roles?.some((id) => me?.roles?.includes(id)))
  );
}
