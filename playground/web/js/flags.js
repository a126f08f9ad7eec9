// Flags of messages. https://docs.discord.com/developers/resources/message#message-object-message-flags
export const SUPPRESS_EMBEDS = 1 << 2;
export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;
export const SUPPRESS_NOTIFICATIONS = 1 << 12;
export const COMPONENTS_V2 = 1 << 15;

/** has reports whether a message has a flag. */
export const has = (message, flag) => Boolean(message.flags & flag);
