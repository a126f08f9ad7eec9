// What the page knows: the playground's state, kept up to date by its events, and what the person at the screen chose.
import * as server from './server.js';
import { has, EPHEMERAL } from './flags.js';

const watchers = new Map();

/** store is read by everybody and written only here. */
export const store = {
  application: null,
  bot: null,
  guild: null,
  endpoint: '',
  api_url: '',
  public_key: '',
  channels: [],
  roles: [],
  members: [],
  commands: [],
  messages: new Map(),
  exchanges: new Map(),
  notice: { title: '', text: '' },
  /** who acts, where, in which language, and with which permissions (a decimal string; empty: the member's own). */
  who: '',
  where: '',
  locale: 'en-US',
  permissions: '',
};

/** watch calls a listener whenever one of the topics changes: state, world, messages, exchanges, notice, place, person, connection. */
export function watch(topics, listener) {
  for (const topic of topics.split(' ')) {
    if (!watchers.has(topic)) watchers.set(topic, []);
    watchers.get(topic).push(listener);
  }
}

function changed(topic, detail) {
  for (const listener of watchers.get(topic) ?? []) listener(detail);
}

/** events are what each event of the playground changes. */
const events = {
  message(message) {
    store.messages.set(message.id, message);
    changed('messages', message);
  },
  delete({ id }) {
    store.messages.delete(id);
    changed('messages', { id });
  },
  exchange(exchange) {
    store.exchanges.set(exchange.id, exchange);
    changed('exchanges', exchange);
  },
  world(world) {
    Object.assign(store, world);
    if (!channel(store.where)) choose({ where: places()[0].id });
    changed('world');
  },
  commands(commands) {
    store.commands = commands;
    changed('state');
  },
  notice(notice) {
    store.notice = notice;
    changed('notice');
  },
};

/** held are the events that came while the state was being fetched, which may be older than they; null at other times. */
let held = [];

/** start follows the events and fetches the state, in this order: what happens in between would be lost otherwise. */
export async function start() {
  await server.listen(Object.keys(events), (name, data) => (held ? held.push([name, data]) : events[name](data)), {
    lost: () => changed('connection', false),
    reconnected() {
      if (!store.application) return; // the state is being fetched for the first time
      // A playground that was started anew takes no token of an older page.
      refresh().catch(() => location.reload());
      changed('connection', true);
    },
  });
  await refresh();
}

async function refresh() {
  held ??= [];
  const { messages, exchanges, ...rest } = await server.state();
  Object.assign(store, rest);
  store.messages = new Map(messages.map((message) => [message.id, message]));
  store.exchanges = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const kept = remembered();
  if (!member(store.who)) store.who = member(kept.who) ? kept.who : store.members[0].user.id;
  if (!channel(store.where)) store.where = channel(kept.where) ? kept.where : places()[0].id;
  store.locale = kept.locale ?? store.locale;
  store.permissions = kept.permissions ?? '';
  for (const topic of ['state', 'person', 'place', 'messages', 'exchanges']) changed(topic);
  const since = held ?? [];
  held = null;
  for (const [name, data] of since) events[name](data);
}

/** keepExchange adds an exchange that the page opened from a file. */
export function keepExchange(exchange) {
  store.exchanges.set(exchange.id, exchange);
  changed('exchanges', exchange);
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem('playground')) ?? {};
  } catch {
    return {};
  }
}

/** choose changes who acts, where, the locale or the permissions. The choice outlives a reload of the page. */
export function choose(choice) {
  Object.assign(store, choice);
  const { who, where, locale, permissions } = store;
  sessionStorage.setItem('playground', JSON.stringify({ who, where, locale, permissions }));
  // A direct message is the person's own.
  if ('who' in choice && isDirect(channel(store.where)) && !mine(channel(store.where))) {
    store.where = (store.channels.find((c) => c.type === DM && mine(c)) ?? places()[0]).id;
    changed('place');
  }
  if ('where' in choice) changed('place');
  if ('who' in choice || 'locale' in choice || 'permissions' in choice) changed('person');
  if ('who' in choice) changed('messages');
}

export const member = (id) => store.members.find((m) => m.user.id === id);
export const channel = (id) => store.channels.find((c) => c.id === id);
export const role = (id) => store.roles.find((r) => r.id === id);

/** The types of direct messages: with the bot alone, and of a group. */
const DM = 1;
const GROUP_DM = 3;

const mine = (c) => !c.recipients?.length || c.recipients.some((u) => u.id === store.who);

/** The types of channels that messages are written in: text, voice, announcements, threads, and direct messages. */
const written = [0, 1, 2, 3, 5, 10, 11, 12, 13];
const FORUMS = [15, 16];

export const isThread = (c) => [10, 11, 12].includes(c?.type);

/** places are the channels that this person can open: each with its threads after it, then the direct messages. */
export function places() {
  const guild = store.channels.filter((c) => !isDirect(c) && !isThread(c) && (written.includes(c.type) || FORUMS.includes(c.type)));
  const under = (c) => store.channels.filter((t) => isThread(t) && t.parent_id === c.id && (!t.thread_metadata?.archived || t.id === store.where));
  return [...guild.flatMap((c) => [c, ...under(c)]), ...store.channels.filter((c) => isDirect(c) && mine(c))];
}

export const isForum = (c) => FORUMS.includes(c?.type);

export const isDirect = (c) => c?.type === DM || c?.type === GROUP_DM;
export const isDM = () => isDirect(channel(store.where));

/** placeName is what a channel is called: a direct message goes by the bot's name. */
export const placeName = (c) => (c?.type === DM ? nameOf(store.bot) : (c?.name ?? ''));

/** context is where a command would be used, as commands declare it: 0 a guild, 1 the bot's direct message, 2 another. */
export const context = () => ({ [DM]: 1, [GROUP_DM]: 2 })[channel(store.where)?.type] ?? 0;

/** user finds a user by ID, a member or the bot. */
export const user = (id) => (store.bot?.id === id ? store.bot : member(id)?.user);

/** nameOf is the name that a guild shows for a user. */
export function nameOf(u) {
  // A message has its author as it was then. The bot may have another name by now.
  const now = u && u.id === store.bot?.id ? store.bot : u;
  return member(u?.id)?.nick || now?.global_name || now?.username || 'Unknown';
}

/** visibleMessages are those of this channel that this person can see, oldest first. */
export function visibleMessages() {
  return [...store.messages.values()]
    .filter((message) => message.channel_id === store.where && sees(message))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

function sees(message) {
  return !has(message, EPHEMERAL) || message.interaction_metadata?.user?.id === store.who;
}

/** actor says, for an action, who does it and where. */
export function actor() {
  const { who, where, locale, permissions } = store;
  return { user_id: who, channel_id: where, locale, permissions };
}
