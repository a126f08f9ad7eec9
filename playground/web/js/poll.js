// A poll as the channel shows it. Votes count only in this page, because an interactions app does not get them.
// https://docs.discord.com/developers/resources/poll#poll-object
import { h, fill, uniqueID } from './dom.js';
import { relative } from './timestamps.js';
import { store } from './store.js';

const votes = new Map();

/** poll renders the poll of a message. */
export function poll(message) {
  const { poll: p } = message;
  const chosen = votes.get(message.id) ?? new Set();
  votes.set(message.id, chosen);
  const title = uniqueID('poll');
  const counts = h('small.subtext');
  const count = () =>
    fill(
      counts,
      `${chosen.size} ${chosen.size === 1 ? 'vote' : 'votes'}`,
      p.expiry ? ` • ends ${relative(new Date(p.expiry), store.locale)}` : '',
      ' • counted on this page only',
    );
  const frame = h(
    'fieldset.poll',
    { 'aria-labelledby': title },
    h('legend.poll-question', { id: title }, p.question?.text ?? ''),
    h('small.subtext', null, p.allow_multiselect ? 'Select one or more answers' : 'Select one answer'),
    (p.answers ?? []).map((answer, at) => {
      const id = answer.answer_id ?? at + 1;
      return h(
        'label.poll-answer',
        null,
        answer.poll_media?.emoji?.name && h('span.emoji', null, answer.poll_media.emoji.name),
        h('span', null, answer.poll_media?.text ?? ''),
        h('input', {
          type: p.allow_multiselect ? 'checkbox' : 'radio',
          name: title,
          checked: chosen.has(id),
          onchange(event) {
            if (!p.allow_multiselect) chosen.clear();
            event.target.checked ? chosen.add(id) : chosen.delete(id);
            count();
          },
        }),
      );
    }),
    counts,
  );
  count();
  return frame;
}
