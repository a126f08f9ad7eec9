// The five selects, in messages and in modals. https://docs.discord.com/developers/components/reference#string-select
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { Listbox, place } from './listbox.js';
import { store, nameOf, member, isDirect } from './store.js';
import { avatar } from './avatar.js';

const STRING = 3,
  USER = 5,
  ROLE = 6,
  MENTIONABLE = 7,
  CHANNEL = 8;
const nouns = {
  [STRING]: 'an option',
  [USER]: 'a user',
  [ROLE]: 'a role',
  [MENTIONABLE]: 'a user or role',
  [CHANNEL]: 'a channel',
};

/** emojiOf returns a partial emoji as text. A custom emoji is shown as its name, because the page has no picture of it. */
export const emojiOf = (emoji) => (emoji?.id ? `:${emoji.name}:` : emoji?.name);

/** entities lists the objects that a select of this type offers. Option fields use "users" and the like too. */
export function entities(type, component = {}) {
  const users = () =>
    [...store.members.map((m) => m.user), store.bot].filter(Boolean).map((user) => ({
      value: user.id,
      label: nameOf(user),
      detail: `@${user.username}`,
      icon: avatar(user, 'small'),
      search: user.username,
      entity: 'user',
    }));
  const roles = () =>
    store.roles.map((role) => ({ value: role.id, label: role.name, icon: h('span.glyph', null, '@'), entity: 'role' }));
  const channels = () =>
    store.channels
      .filter((c) => !isDirect(c) && (!component.channel_types?.length || component.channel_types.includes(c.type)))
      .map((c) => ({ value: c.id, label: c.name, icon: icon('hash'), entity: 'channel' }));
  if (type === STRING) {
    return (component.options ?? []).map((option) => ({
      value: option.value,
      label: option.label,
      detail: option.description,
      icon: option.emoji && h('span.emoji', null, emojiOf(option.emoji)),
    }));
  }
  return { [USER]: users, [ROLE]: roles, [CHANNEL]: channels, [MENTIONABLE]: () => [...users(), ...roles()] }[type]();
}

function defaults(component) {
  if (component.type === STRING)
    return (component.options ?? []).filter((option) => option.default).map((option) => option.value);
  return (component.default_values ?? []).map((value) => value.id);
}

/**
 * select builds a select. It calls done with the chosen values once the list closes, if they have changed; the
 * returned element carries them as "values" at any time.
 */
export function select(component, { done = () => {}, labelledby = null } = {}) {
  const max = component.max_values ?? 1;
  const min = component.min_values ?? 1;
  const items = entities(component.type, component);
  let values = defaults(component);
  let before = values;
  const text = h('span.select-text');
  const search =
    items.length > 8
      ? h('input.select-search', { type: 'text', 'aria-label': 'Search', placeholder: 'Search', autocomplete: 'off' })
      : null;
  const button = h(
    'button.select-button',
    {
      type: 'button',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-labelledby': labelledby,
      'aria-label': labelledby ? null : component.placeholder || `Select ${nouns[component.type]}`,
      disabled: component.disabled,
      dataset: { customId: component.custom_id },
    },
    text,
    icon('chevron'),
  );
  const root = h('div.select', null, button);
  const list = new Listbox(search ?? button, {
    label: component.placeholder || 'Choices',
    pick,
    multiple: max > 1,
    empty: 'No results',
  });
  const panel = h(
    'div.select-panel',
    null,
    search,
    list.element,
    max > 1 && h('div.select-foot', null, min === max ? `Choose ${min}` : `Choose ${min} to ${max}`),
  );

  function pick(item) {
    if (max === 1) values = values[0] === item.value && min === 0 ? [] : [item.value];
    else if (values.includes(item.value)) values = values.filter((value) => value !== item.value);
    else if (values.length < max) values = [...values, item.value];
    list.mark(values);
    show();
    if (max === 1) close();
  }

  function show() {
    root.values = values;
    const names = values.map(
      (value) =>
        items.find((item) => item.value === value)?.label ?? (member(value) ? nameOf(member(value).user) : value),
    );
    fill(
      text,
      names.length
        ? names.map((name) => h('span.chip', null, name))
        : h('span.placeholder', null, component.placeholder || `Select ${nouns[component.type]}`),
    );
  }

  function open() {
    root.append(panel);
    button.setAttribute('aria-expanded', 'true');
    place(panel, button);
    list.chosen = new Set(values);
    list.show(items, {
      active: Math.max(
        0,
        items.findIndex((item) => item.value === values[0]),
      ),
    });
    before = values;
    document.addEventListener('mousedown', outside, true);
    if (search) {
      search.value = '';
      search.focus();
    }
  }

  function close(cancelled = false) {
    if (!panel.isConnected) return;
    document.removeEventListener('mousedown', outside, true);
    const inside = panel.contains(document.activeElement);
    panel.remove();
    button.setAttribute('aria-expanded', 'false');
    list.owner.removeAttribute('aria-activedescendant');
    if (inside) button.focus();
    const complete = values.length >= min || (values.length === 0 && component.required === false);
    if (cancelled || !complete) {
      values = before;
      show();
    } else if (JSON.stringify(values) !== JSON.stringify(before)) done(values);
  }

  const outside = (event) => {
    if (!root.contains(event.target)) close();
  };

  function key(event) {
    if (!panel.isConnected) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        open();
      }
      return;
    }
    if (list.key(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (event.key === 'Tab') close();
    else if (event.key === 'Enter' || (event.key === ' ' && !search)) {
      event.preventDefault();
      list.choose();
    }
  }

  button.addEventListener('click', (event) => {
    if (!panel.isConnected) open();
    // Ignore a click that a key made (its detail is 0) while the list is open, because the list has handled the key.
    else if (event.detail > 0) close();
  });
  root.addEventListener('keydown', key);
  search?.addEventListener('input', () => {
    const wanted = search.value.toLowerCase();
    list.show(
      items.filter((item) => `${item.label} ${item.search ?? ''} ${item.detail ?? ''}`.toLowerCase().includes(wanted)),
    );
  });
  show();
  return root;
}
