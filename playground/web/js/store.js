// The page's data: the playground's state, which its events keep up to date, and the choices of the person at the screen.
import * as server from './server.js';
import { has, EPHEMERAL } from './flags.js';

const watchers = new Map();

/** store may be read by every module, but only this module writes it. */
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
  /**
   * who says who acts, where, in which language, and with which permissions (a decimal string; empty means the member's own).
   */
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

/** events has a function for each event of the playground, which changes the store. */
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

/** held are the events that came while the state was being fetched, because the state may be older. It is null otherwise. */
let held = [];

/** start follows the events and then fetches the state. In the other order, events in between would be lost. */
export async function start() {
  await server.listen(Object.keys(events), (name, data) => (held ? held.push([name, data]) : events[name](data)), {
    lost: () => changed('connection', false),
    reconnected() {
      if (!store.application) return; // the page still fetches the state for the first time
      // A restarted playground does not accept the token of an older page.
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

/** choose changes who acts, where, the locale or the permissions. The choice survives a reload of the page. */
export function choose(choice) {
  Object.assign(store, choice);
  const { who, where, locale, permissions } = store;
  sessionStorage.setItem('playground', JSON.stringify({ who, where, locale, permissions }));
  // A direct message belongs to the person.
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

/** The types of direct messages: with only the bot, and of a group. */
const DM = 1;
const GROUP_DM = 3;

const mine = (c) => !c.recipients?.length || c.recipients.some((u) => u.id === store.who);

/** The types of channels that messages are written in: text, voice, announcements, threads, and direct messages. */
const written = [0, 1, 2, 3, 5, 10, 11, 12, 13];
const FORUMS = [15, 16];

export const isThread = (c) => [10, 11, 12].includes(c?.type);

/** places returns the channels that this person can open, each followed by its threads, and then the direct messages. */
export function places() {
  const guild = store.channels.filter((c) => !isDirect(c) && !isThread(c) && (written.includes(c.type) || FORUMS.includes(c.type)));
  const under = (c) => store.channels.filter((t) => isThread(t) && t.parent_id === c.id && (!t.thread_metadata?.archived || t.id === store.where));
  return [...guild.flatMap((c) => [c, ...under(c)]), ...store.channels.filter((c) => isDirect(c) && mine(c))];
}

export const isForum = (c) => FORUMS.includes(c?.type);

export const isDirect = (c) => c?.type === DM || c?.type === GROUP_DM;
export const isDM = () => isDirect(channel(store.where));

/** placeName returns a channel's name. A direct message has the bot's name. */
export const placeName = (c) => (c?.type === DM ? nameOf(store.bot) : (c?.name ?? ''));

/** context returns the context of the current channel for commands: 0 is a guild, 1 the bot's direct message, 2 another one. */
export const context = () => ({ [DM]: 1, [GROUP_DM]: 2 })[channel(store.where)?.type] ?? 0;

/** user finds a member or the bot by ID. */
export const user = (id) => (store.bot?.id === id ? store.bot : member(id)?.user);

/** nameOf returns the name that a guild shows for a user. */
export function nameOf(u) {
  // A message has its author as it was when it was sent. The bot may have another name now.
  const now = u && u.id === store.bot?.id ? store.bot : u;
  return member(u?.id)?.nick || now?.global_name || now?.username || 'Unknown';
}

/** visibleMessages returns the messages of this channel that this person can see, oldest first. */
export function visibleMessages() {
  return [...store.messages.values()]
    .filter((message) => message.channel_id === store.where && sees(message))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

function sees(message) {
  return !has(message, EPHEMERAL) || message.interaction_metadata?.user?.id === store.who;
}

/** actor returns the fields of an action that say who acts and where. */
export function actor() {
  const { who, where, locale, permissions } = store;
  return { user_id: who, channel_id: where, locale, permissions };
}
