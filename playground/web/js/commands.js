// The app's commands as a person sees them. https://docs.discord.com/developers/interactions/application-commands
import { store, isDM, context, member } from './store.js';

export const CHAT_INPUT = 1;
export const SUBCOMMAND = 1,
  GROUP = 2,
  STRING = 3,
  INTEGER = 4,
  BOOLEAN = 5,
  USER = 6,
  CHANNEL = 7,
  ROLE = 8,
  MENTIONABLE = 9,
  NUMBER = 10,
  ATTACHMENT = 11;
export const optionTypes = {
  3: 'text',
  4: 'whole number',
  5: 'true or false',
  6: 'user',
  7: 'channel',
  8: 'role',
  9: 'user or role',
  10: 'number',
  11: 'file',
};

const ADMINISTRATOR = 1n << 3n;

/** localized returns a name or description in the person's language. */
export const localized = (thing, what) => thing[`${what}_localizations`]?.[store.locale] ?? thing[what] ?? '';

/** offered lists the commands of this place. A command that the person may not use has the missing permissions. */
export function offered() {
  return store.commands
    .filter(here)
    .map((command) => ({ ...command, type: command.type ?? CHAT_INPUT, lacks: lacking(command) }));
}

function here(command) {
  if (command.contexts) return command.contexts.includes(context());
  return !isDM() || (command.dm_permission !== false && !command.guild_id);
}

/** lacking returns null if the person may use a command, else the missing bits. There are none if only administrators may. */
function lacking(command, have = permissionsOf(store.who)) {
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined || isDM() || have & ADMINISTRATOR) return null;
  const bits = BigInt(needed);
  if (bits === 0n) return 0n;
  return (have & bits) === bits ? null : bits & ~have;
}

function permissionsOf(id) {
  const own = BigInt(member(id)?.permissions ?? 0);
  return id === store.who && store.permissions ? BigInt(store.permissions) : own;
}

/** whoMay returns a member who may use a command that this person may not use, or undefined. */
export const whoMay = (command) =>
  store.members.find((m) => !m.user.bot && m.user.id !== store.who && lacking(command, BigInt(m.permissions)) === null);

/**
 * chatCommands flattens slash commands, one entry for each subcommand: {plain, label, description, options, lacks}, where plain
 * is the command's path and label the same in the person's language.
 */
export function chatCommands() {
  return offered()
    .filter((command) => command.type === CHAT_INPUT)
    .flatMap((command) => leaves(command, command, []));
}

function leaves(command, node, path) {
  const below = (node.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length) return below.flatMap((option) => leaves(command, option, [...path, option]));
  const label = ['/' + localized(command, 'name'), ...path.map((part) => localized(part, 'name'))].join(' ');
  const plain = [command.name, ...path.map((part) => part.name)].join(' ');
  const { lacks } = command;
  return [{ label, plain, description: localized(node, 'description'), options: node.options ?? [], lacks, command }];
}
