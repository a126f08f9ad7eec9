// The reactions under a message. A click adds the person's own.
import { h } from './dom.js';
import { actor } from './store.js';
import { toast } from './toast.js';
import * as server from './server.js';

/** reactions renders the reactions of people and the bot. */
export const reactions = (m) =>
  h(
    'div.reactions',
    null,
    m.reactions.map(({ emoji, count, me }) =>
      h(
        'button.reaction',
        {
          type: 'button',
          class: me ? 'mine' : '',
          'aria-label': `${emoji.name}, ${count}`,
          onclick: () => server.react({ ...actor(), message: m.id, emoji: emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name }).catch((error) => toast(error.message)),
        },
        h('span.emoji', null, emoji.id ? `:${emoji.name}:` : emoji.name),
        String(count),
      ),
    ),
  );
