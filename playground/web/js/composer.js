// The composer is the line at the foot of the channel. It has plain text, the picker of commands after "/", or a command's
// form.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { Listbox } from './listbox.js';
import { store, watch, actor, channel, isDM, placeName } from './store.js';
import { avatar } from './avatar.js';
import { chatCommands } from './commands.js';
import { CommandForm } from './commandform.js';
import { reason, switchTo } from './locked.js';
import { toast } from './toast.js';
import * as server from './server.js';

let root, input, popup, picker, form;

/** start builds the composer in an element. */
export function start(element) {
  root = element;
  popup = h('div.composer-popup', { hidden: true });
  input = h('textarea.composer-input', {
    id: 'composer-input',
    rows: 1,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    maxlength: 2000,
    oninput: typed,
    onkeydown: keys,
    onblur: () =>
      setTimeout(() => {
        if (document.activeElement !== input) hidePicker();
      }),
  });
  picker = new Listbox(input, { label: 'Commands', pick: (item) => pick(item.entry), empty: 'No command matches' });
  watch('place state', () => {
    cancel(false);
    placeholder();
  });
  watch('world', placeholder);
  watch('person', () => {
    cancel(false);
    // If a person switched to another member for a command, search for the command again.
    if (input.value.startsWith('/')) typed();
  });
  document.addEventListener('click', (event) => {
    const mention = event.target.closest?.('button.mention[data-command]');
    const entry = mention && chatCommands().find((one) => one.plain === mention.dataset.command && one.lacks === null);
    if (entry) pick(entry);
  });
  document.addEventListener('keydown', slashAnywhere);
  plain();
}

function placeholder() {
  const text = `Message ${isDM() ? '@' : '#'}${placeName(channel(store.where))}`;
  input.placeholder = text;
  input.setAttribute('aria-label', `${text}. Type / for commands`);
}

function plain() {
  form = null;
  popup.hidden = true;
  fill(
    root,
    popup,
    h(
      'div.composer-row',
      null,
      h(
        'button.icon-button',
        {
          type: 'button',
          'aria-label': 'Use a command',
          title: 'Use a command',
          onclick() {
            input.value = '/';
            input.focus();
            typed();
          },
        },
        icon('plus'),
      ),
      input,
      h(
        'button.icon-button.send',
        { type: 'button', 'aria-label': 'Send', title: 'Send', onclick: send },
        icon('send'),
      ),
    ),
  );
  grow();
}

function grow() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(240, input.scrollHeight)}px`;
}

function typed() {
  grow();
  if (!/^\/[^\n]*$/.test(input.value)) {
    hidePicker();
    return;
  }
  const wanted = input.value
    .toLowerCase()
    .replace(/^\/\s*/, '')
    .replace(/\s+/g, ' ');
  const entries = chatCommands().filter(
    ({ label, plain: name }) => label.slice(1).toLowerCase().includes(wanted) || name.includes(wanted),
  );
  // The command with exactly this name comes first, then those that begin with it. Unusable commands come last.
  const rank = ({ label, lacks }) => {
    const name = label.slice(1).toLowerCase();
    return (lacks === null ? 0 : 3) + (name === wanted.trim() ? 0 : name.startsWith(wanted) ? 1 : 2);
  };
  entries.sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
  picker.show(
    entries.map((entry) => ({
      value: entry.plain,
      label: commandLabel(entry),
      detail: entry.lacks === null ? entry.description : reason(entry.lacks),
      disabled: entry.lacks !== null,
      action: entry.lacks !== null && switchTo(entry.command),
      entry,
      icon: avatar(store.bot, 'small'),
      group: store.application.name,
    })),
  );
  fill(popup, picker.element);
  popup.hidden = false;
  input.setAttribute('aria-expanded', 'true');
}

/** commandLabel shows a command with the names of its options, as its form will have them. */
function commandLabel(entry) {
  return [
    h('b', null, entry.label),
    entry.options.map((option) => h('span.option-hint', { class: option.required ? 'is-required' : '' }, option.name)),
  ];
}

function hidePicker() {
  popup.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function keys(event) {
  if (event.isComposing) return;
  if (!popup.hidden) {
    if (picker.key(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      hidePicker();
      return;
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      picker.choose();
      return;
    }
  }
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  }
  if (event.key === 'ArrowUp' && input.value === '') {
    event.preventDefault();
    [...document.querySelectorAll('.messages .message')].at(-1)?.focus();
  }
}

/** pick replaces the composer's text with the form of a command. */
function pick(entry) {
  input.value = '';
  hidePicker();
  form = new CommandForm(entry, popup, { sent: () => cancel(true), cancelled: (text) => cancel(true, text) });
  fill(root, popup, h('div.composer-row', null, form.element));
  form.start();
}

function cancel(focus, text = '') {
  if (form) plain();
  if (text) {
    input.value = text;
    typed();
  }
  if (focus) input.focus();
}

async function send() {
  const content = input.value.trim();
  if (!content) return;
  if (content.startsWith('/')) {
    toast(`There is no command ${content.split(/\s/)[0]} here`);
    return;
  }
  input.value = '';
  grow();
  await server.say({ ...actor(), content }).catch((error) => {
    toast(error.message);
    input.value ||= content;
    grow();
  });
}

/** A "/" that is typed outside a field goes to the composer. */
function slashAnywhere(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]'))
    return;
  if (form || event.target.closest('input, textarea, select, [contenteditable]')) return;
  // The character itself goes into the field that now has the focus.
  input.focus();
}
