// The list for every field that has one: selects in messages and modals, options, autocomplete, and the picker of commands. Its
// owner keeps the focus, and aria-activedescendant names the list's active item.
import { h, fill, uniqueID } from './dom.js';

/**
 * Listbox shows items {value, label, detail?, badge?, icon?, disabled?, group?}, moves among them with keys and calls pick with
 * the chosen item. The owner is the element that has the focus: an input or a button.
 */
export class Listbox {
  constructor(owner, { label, pick, multiple = false, empty = 'Nothing here' }) {
    Object.assign(this, { owner, pick, empty, items: [], active: -1, chosen: new Set() });
    this.element = h('div.listbox', {
      id: uniqueID('list'),
      role: 'listbox',
      'aria-label': label,
      'aria-multiselectable': multiple || null,
      // The list never takes the focus from its owner.
      onmousedown: (event) => event.preventDefault(),
    });
    owner.setAttribute('aria-controls', this.element.id);
  }

  /** show replaces the items. The first enabled item becomes active unless the caller says otherwise. */
  show(items, { active = 0, note = '' } = {}) {
    this.items = items;
    let group;
    const rows = [];
    items.forEach((item, at) => {
      if (item.group && item.group !== group) rows.push(h('div.listbox-group', { role: 'presentation' }, item.group));
      group = item.group;
      item.id = `${this.element.id}-${at}`;
      rows.push(this.row(item, at));
    });
    fill(
      this.element,
      rows.length ? rows : h('div.listbox-note', null, this.empty),
      note && h('div.listbox-note', null, note),
    );
    this.move(Math.min(active, items.length - 1));
  }

  row(item, at) {
    return h(
      'div.listbox-item',
      {
        id: item.id,
        role: 'option',
        'aria-selected': String(this.chosen.has(item.value)),
        'aria-disabled': item.disabled || null,
        // A list that is redrawn under a resting pointer gets this event too, without any movement.
        onmousemove: (event) => (event.movementX || event.movementY) && at !== this.active && this.move(at, false),
        onclick: (event) => {
          event.stopPropagation();
          this.choose(at);
        },
      },
      item.icon,
      h(
        'span.listbox-text',
        null,
        h('span.listbox-label', null, item.label),
        item.detail && h('small', null, item.detail),
      ),
      item.action,
      item.badge && h('span.listbox-badge', null, item.badge),
      h('span.tick', { 'aria-hidden': 'true' }),
    );
  }

  /** move makes the item at a position active. */
  move(at, scroll = true) {
    document.getElementById(this.items[this.active]?.id)?.classList.remove('active');
    this.active = at;
    const row =
      document.getElementById(this.items[at]?.id) ??
      this.element.querySelector(`#${CSS.escape(this.items[at]?.id ?? '-')}`);
    if (!row) {
      this.owner.removeAttribute('aria-activedescendant');
      return;
    }
    row.classList.add('active');
    this.owner.setAttribute('aria-activedescendant', row.id);
    if (scroll) row.scrollIntoView({ block: 'nearest' });
  }

  choose(at = this.active) {
    const item = this.items[at];
    if (!item || item.disabled) return false;
    this.pick(item);
    return true;
  }

  /** mark shows which values are chosen. */
  mark(values) {
    this.chosen = new Set(values);
    for (const item of this.items)
      document.getElementById(item.id)?.setAttribute('aria-selected', String(this.chosen.has(item.value)));
  }

  /** key handles a key that the owner got, and reports whether the key was for the list. */
  key(event) {
    const { length } = this.items;
    const to = {
      ArrowDown: (this.active + 1) % length,
      ArrowUp: (this.active - 1 + length) % length,
      PageDown: Math.min(this.active + 8, length - 1),
      PageUp: Math.max(this.active - 8, 0),
    }[event.key];
    if (to === undefined || !length) return false;
    event.preventDefault();
    this.move(to);
    return true;
  }
}

/** place puts a floating element under another element, or above it if there is no room. Both have the same parent. */
export function place(floating, anchor) {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - 12;
  const above = box.top - 12;
  floating.classList.toggle('above', below < 220 && above > below);
  floating.style.setProperty('--room', `${Math.max(120, Math.min(320, Math.max(below, above)))}px`);
}
