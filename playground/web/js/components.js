// Message components, legacy and V2. https://docs.discord.com/developers/components/reference
import { h, color } from './dom.js';
import { icon } from './icons.js';
import { richText } from './richtext.js';
import { gallery, picture, fileCard } from './media.js';
import { select, emojiOf } from './select.js';
import { spoiler } from './spoiler.js';
import { safeURL } from './inline.js';

const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link', 6: 'premium' };
const small = 1;

/** components renders a message's components. It calls use with the person's action: {custom_id, chosen?}. */
export const components = (list, use) => (list ?? []).map((component) => render(component, use));

const hideable = (component, element) => (component.spoiler ? spoiler(element, true) : element);

const renderers = {
  1: (c, use) => h('div.action-row', null, components(c.components, use)),
  2: button,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  9: (c, use) =>
    h(
      'div.section',
      null,
      h('div.section-text', null, components(c.components, use)),
      c.accessory && h('div.section-accessory', null, render(c.accessory, use)),
    ),
  10: (c) => h('div.text-display', null, richText(c.content)),
  11: (c) => hideable(c, h('div.thumbnail', null, picture(typed(c.media), c.description))),
  12: (c) => gallery((c.items ?? []).map((item) => ({ ...item, media: typed(item.media) }))),
  13: (c) =>
    hideable(
      c,
      fileCard({ name: c.name ?? nameIn(c.file?.url), size: c.size, url: c.file?.url, proxy_url: c.file?.proxy_url }),
    ),
  14: (c) => h('hr.separator', { class: `${c.divider === false ? 'blank' : ''} ${c.spacing > small ? 'large' : ''}` }),
  17: (c, use) =>
    hideable(
      c,
      color(h('div.container', { role: 'group' }, components(c.components, use)), '--accent', c.accent_color),
    ),
};

/** A component of an unknown type shows a text that says so. */
function render(component, use) {
  const known = renderers[component.type];
  return known
    ? known(component, use)
    : h('div.unknown-component', null, icon('warning'), `Component of type ${component.type}`);
}

// The fake Discord knows the media type of an uploaded file. A file from elsewhere counts as a picture.
const typed = (media) => (media?.content_type ? media : { content_type: 'image/', ...media });
const nameIn = (url) => (url ? decodeURIComponent(new URL(url, location.href).pathname.split('/').pop()) : 'file');

function button(c, use) {
  const inner = [c.emoji && h('span.emoji', null, emojiOf(c.emoji)), c.label && h('span', null, c.label)];
  const name = c.label ? null : emojiOf(c.emoji);
  if (c.style === 5) {
    return h(
      'a.button.secondary',
      {
        href: c.disabled ? null : safeURL(c.url, ['http:', 'https:', 'discord:']),
        target: '_blank',
        rel: 'noopener noreferrer',
        'aria-disabled': c.disabled || null,
        'aria-label': name,
      },
      inner,
      icon('external'),
    );
  }
  if (c.style === 6)
    return h('button.button.premium', { type: 'button', disabled: true, title: `SKU ${c.sku_id}` }, 'Premium');
  return h(
    `button.button.${styles[c.style] ?? 'secondary'}`,
    {
      type: 'button',
      disabled: c.disabled,
      'aria-label': name,
      dataset: { customId: c.custom_id },
      onclick: (event) => use({ custom_id: c.custom_id }, event.currentTarget),
    },
    inner,
  );
}

function menu(c, use) {
  const element = select(c, {
    done: (values) => use({ custom_id: c.custom_id, chosen: values }, element.firstElementChild),
  });
  return element;
}
