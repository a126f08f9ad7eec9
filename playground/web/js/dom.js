// This module builds all elements, and never from HTML text. Text from a bot or a person always becomes a text node.

/**
 * h builds an element. The tag may have classes ("button.primary.small"). A property that begins with "on" is a listener,
 * "dataset" an object; null, undefined and false are left out; everything else is an attribute.
 */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'dataset') Object.assign(element.dataset, value);
    else if (key === 'class') element.classList.add(...value.split(' ').filter(Boolean));
    else if (key === 'value' || key === 'checked' || key === 'selected') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

/** append adds elements and texts from lists of any depth. It skips null, undefined, false and empty texts. */
export function append(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    parent.append(child);
  }
}

/** fill replaces the content of an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

let last = 0;

/** uniqueID returns a new ID for aria-labelledby and similar attributes. */
export const uniqueID = (prefix) => `${prefix}-${++last}`;

/** color sets a custom property to one of Discord's integer colours. */
export function color(element, property, value) {
  if (value) element.style.setProperty(property, '#' + (value & 0xffffff).toString(16).padStart(6, '0'));
  return element;
}

/** announce makes a screen reader read a text. */
export function announce(text) {
  const region = document.getElementById('announcer');
  if (region) region.textContent = text;
}
