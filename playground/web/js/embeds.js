// Embeds are the framed parts of a message. https://docs.discord.com/developers/resources/message#embed-object
import { h, color } from './dom.js';
import { richText, richLine } from './richtext.js';
import { picture } from './media.js';
import { safeURL } from './inline.js';
import { stamp } from './timestamps.js';
import { store } from './store.js';

const linked = (url, children) =>
  safeURL(url)
    ? h('a', { href: safeURL(url), target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
    : h('span', null, children);

/** embed renders one embed. */
export function embed(e) {
  const frame = h(
    'article.embed',
    { 'aria-label': e.title ? `Embed: ${e.title}` : 'Embed' },
    h(
      'div.embed-body',
      null,
      e.provider?.name && h('div.embed-provider', null, linked(e.provider.url, e.provider.name)),
      e.author?.name &&
        h(
          'div.embed-author',
          null,
          e.author.icon_url && picture({ url: e.author.icon_url, content_type: 'image/' }, '', 'embed-icon'),
          linked(e.author.url, e.author.name),
        ),
      e.title && h('div.embed-title', null, e.url ? linked(e.url, richLine(e.title)) : richLine(e.title)),
      e.description && h('div.embed-description', null, richText(e.description)),
      e.fields?.length > 0 && fields(e.fields),
    ),
    e.thumbnail && h('div.embed-thumbnail', null, picture({ content_type: 'image/', ...e.thumbnail }, 'Thumbnail')),
    e.video && h('div.embed-image', null, picture({ content_type: 'video/', ...e.video }, 'Video')),
    e.image && h('div.embed-image', null, picture({ content_type: 'image/', ...e.image }, 'Image')),
    (e.footer || e.timestamp) && footer(e),
  );
  return color(frame, '--accent', e.color);
}

/** fields puts inline fields beside each other, three in a row. */
function fields(list) {
  const grid = h('dl.embed-fields');
  let run = [];
  const flush = () => {
    run.forEach((field, at) => {
      const inRow = Math.min(3, run.length - at + (at % 3));
      field.dataset.width = 12 / (at - (at % 3) + 3 <= run.length ? 3 : Math.max(1, inRow));
    });
    run = [];
  };
  for (const field of list) {
    const element = h(
      'div.embed-field',
      null,
      h('dt', null, richLine(field.name)),
      h('dd', null, richText(field.value)),
    );
    if (field.inline) run.push(element);
    else flush();
    grid.append(element);
  }
  flush();
  return grid;
}

function footer(e) {
  const date = e.timestamp && new Date(e.timestamp);
  const when = date && !Number.isNaN(date.getTime()) ? stamp(date, store.locale) : '';
  return h(
    'footer.embed-footer',
    null,
    e.footer?.icon_url && picture({ url: e.footer.icon_url, content_type: 'image/' }, '', 'embed-icon'),
    [e.footer?.text, when].filter(Boolean).join(' • '),
  );
}
