// The app's commands as a person meets them. https://docs.discord.com/developers/interactions/application-commands
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

/** localized picks a name or description in the person's language. */
export const localized = (thing, what) => thing[`${what}_localizations`]?.[store.locale] ?? thing[what] ?? '';

/** usable lists the commands that this person may use in this place. */
export function usable() {
  return store.commands
    .filter((command) => permitted(command) && here(command))
    .map((command) => ({ ...command, type: command.type ?? CHAT_INPUT }));
}

function here(command) {
  if (command.contexts) return command.contexts.includes(context());
  return !isDM() || (command.dm_permission !== false && !command.guild_id);
}

function permitted(command) {
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined || isDM()) return true;
  const have = BigInt(store.permissions || (member(store.who)?.permissions ?? 0));
  if (have & ADMINISTRATOR) return true;
  const bits = BigInt(needed);
  return bits !== 0n && (have & bits) === bits;
}

/**
 * chatCommands flattens slash commands, one entry for each subcommand: {plain, label, description, options}, where plain
 * is the command's path and label the same in the person's language.
 */
export function chatCommands() {
  return usable()
    .filter((command) => command.type === CHAT_INPUT)
    .flatMap((command) => leaves(command, command, []));
}

function leaves(command, node, path) {
  const below = (node.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length) return below.flatMap((option) => leaves(command, option, [...path, option]));
  const label = ['/' + localized(command, 'name'), ...path.map((part) => localized(part, 'name'))].join(' ');
  const plain = [command.name, ...path.map((part) => part.name)].join(' ');
  return [{ label, plain, description: localized(node, 'description'), options: node.options ?? [] }];
}
