// Images, videos, sounds and files in attachments, galleries, thumbnails and embeds.
import { h } from './dom.js';
import { icon } from './icons.js';
import { bytes } from './timestamps.js';
import { safeURL } from './inline.js';
import { spoiler } from './spoiler.js';
import { store } from './store.js';

// https://docs.discord.com/developers/resources/message#attachment-object-attachment-flags
const IS_SPOILER = 1 << 3;

/**
 * source returns the address to load a medium from, or null. Files of the fake Discord are loaded from this page's own server,
 * regardless of the address that the API gave them.
 */
export function source(media) {
  const url = safeURL(media?.proxy_url || media?.url);
  const files = new URL('/api/attachments/', store.api_url || location.href).href;
  return url?.startsWith(files) ? 'api/attachments/' + url.slice(files.length) : url;
}

const kind = (media) =>
  (media.content_type ?? '').split('/')[0] || (/\.(png|jpe?g|gif|webp|avif)(\?|$)/i.test(media.url) ? 'image' : '');

/** attachments shows the files of a message without V2 components: pictures together, everything else as cards. */
export function attachments(list) {
  const pictures = list.filter((file) => kind(file) === 'image');
  return [
    pictures.length > 0 &&
      gallery(pictures.map((file) => ({ media: file, description: file.description, spoiler: hidden(file) }))),
    list.filter((file) => kind(file) !== 'image').map((file) => hideable(fileBody(file), hidden(file))),
  ];
}

const hidden = (file) => Boolean(file.flags & IS_SPOILER) || file.filename?.startsWith('SPOILER_');
const hideable = (element, cover) => (cover ? spoiler(element, true) : element);

function fileBody(file) {
  const src = source(file);
  if (src && kind(file) === 'video')
    return h('video.media', { src, controls: true, preload: 'metadata', 'aria-label': file.filename });
  if (src && kind(file) === 'audio')
    return h('div.card', null, fileCard(file), h('audio', { src, controls: true, 'aria-label': file.filename }));
  return fileCard(file);
}

/** fileCard returns a file's name and size with a link that saves it. */
export function fileCard(file) {
  const name = file.filename ?? file.name ?? 'file';
  const href = source(file.file ?? file);
  return h(
    'div.file-card',
    null,
    icon('file'),
    h('div.file-name', null, h('a', { href, download: name }, name), h('small', null, bytes(file.size ?? 0))),
    h('a.icon-button', { href, download: name, 'aria-label': `Download ${name}` }, icon('download')),
  );
}

/** gallery lays out up to ten media. Each opens in full size when it is pressed. */
export function gallery(items) {
  return h(
    'div.gallery',
    { dataset: { count: Math.min(items.length, 10) } },
    items.map((item) => hideable(picture(item.media, item.description), item.spoiler)),
  );
}

/** picture renders one medium. If it cannot be loaded, a text says so. */
export function picture(media, description, style = 'media') {
  const src = source(media);
  const missing = () =>
    h(
      'span.missing-media',
      { role: 'img', 'aria-label': description || 'Media that cannot be shown' },
      icon('file'),
      'Cannot be shown',
    );
  if (!src) return missing();
  if (kind(media) === 'video')
    return h(`video.${style}`, { src, controls: true, preload: 'metadata', 'aria-label': description });
  const image = h(`img.${style}`, {
    src,
    alt: description ?? '',
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
    width: media.width,
    height: media.height,
  });
  const button = h(
    'button.media-button',
    { type: 'button', 'aria-label': `Open ${description || 'image'}`, onclick: () => lightbox(src, description) },
    image,
  );
  image.addEventListener('error', () => button.replaceWith(missing()));
  return button;
}

function lightbox(src, description) {
  const dialog = h(
    'dialog.lightbox',
    { 'aria-label': description || 'Image', onclick: () => dialog.close(), onclose: () => dialog.remove() },
    h('img', { src, alt: description ?? '', referrerpolicy: 'no-referrer' }),
    h('button.icon-button', { type: 'button', 'aria-label': 'Close' }, icon('close')),
  );
  document.body.append(dialog);
  dialog.showModal();
}
