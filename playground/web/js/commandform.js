// The form of one slash command shows its options as fields, and the list of the focused field above.
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { store, actor } from './store.js';
import { avatar } from './avatar.js';
import { OptionField } from './optionfield.js';
import { localized, optionTypes, ATTACHMENT } from './commands.js';
import { perform } from './actions.js';
import * as server from './server.js';

/** CommandForm replaces the text in the composer. It calls sent or cancelled to return to the text. */
export class CommandForm {
  constructor(entry, popup, { sent, cancelled }) {
    Object.assign(this, { entry, popup, sent, cancelled });
    this.fields = entry.options.filter((option) => option.required).map((option) => this.field(option));
    this.line = h('div.option-fields');
    this.element = h(
      'form.command-form',
      {
        'aria-label': entry.label,
        onkeydown: (event) => this.keys(event),
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
        onfocusout: () =>
          setTimeout(() => {
            if (!this.element.contains(document.activeElement)) this.popup.hidden = true;
          }),
      },
      avatar(store.bot, 'small'),
      h('span.command-name', null, entry.label),
      this.line,
      h(
        'button.icon-button',
        { type: 'button', 'aria-label': 'Cancel the command', onclick: () => cancelled('') },
        icon('close'),
      ),
      (this.button = h(
        'button.icon-button.send',
        { type: 'submit', 'aria-label': 'Use the command', title: 'Use the command' },
        icon('send'),
      )),
    );
    this.draw();
  }

  start() {
    if (this.fields.length) this.fields[0].focus();
    else {
      // Enter now uses the command. Tab or a click moves to the options.
      this.button.focus();
      this.help(null);
    }
  }

  field(option) {
    const field = new OptionField(option, {
      complete: (one) => this.complete(one),
      popup: (one) => this.help(one),
      remove: (one) => this.remove(one),
    });
    field.onpicked = () => this.next(field);
    return field;
  }

  draw() {
    const rest = this.entry.options.filter((option) => !this.fields.some((field) => field.option === option));
    fill(
      this.line,
      this.fields.map((field) => field.element),
      rest.map((option) =>
        h(
          'button.add-option',
          {
            type: 'button',
            title: localized(option, 'description'),
            onfocus: () => this.describe(option),
            onclick: () => this.add(option),
          },
          '+ ',
          localized(option, 'name'),
        ),
      ),
    );
  }

  add(option) {
    const field = this.field(option);
    this.fields.push(field);
    this.draw();
    field.focus();
  }

  remove(field) {
    this.fields.splice(this.fields.indexOf(field), 1);
    this.draw();
    (this.fields.at(-1) ?? this.button).focus();
  }

  /** next moves to the first empty field, or leaves the form ready to be sent. */
  next(field) {
    const after = this.fields[this.fields.indexOf(field) + 1];
    if (after) after.focus();
    else this.help(field, true);
  }

  /** help shows a field's description and its list. */
  help(field, quiet = false) {
    if (!field) {
      this.about(this.entry.description, null);
      return;
    }
    const { option } = field;
    this.describe(option, field);
    if (field.hasList && !quiet) {
      this.popup.append(field.list.element);
      if (field.note && field.list.items.length === 0)
        fill(field.list.element, h('div.listbox-note', null, field.note));
    }
  }

  describe(option, field) {
    const limits = [
      option.min_value !== undefined && `from ${option.min_value}`,
      option.max_value !== undefined && `to ${option.max_value}`,
      option.min_length !== undefined && `at least ${option.min_length}`,
      option.max_length !== undefined && `at most ${option.max_length} characters`,
    ].filter(Boolean);
    this.about(
      localized(option, 'description'),
      [optionTypes[option.type], ...limits, option.required ? 'required' : 'optional'].join(', '),
      localized(option, 'name'),
      field?.problem,
    );
  }

  about(description, detail, name, problem) {
    fill(
      this.popup,
      h(
        'div.option-help',
        { id: 'option-help' },
        name && h('b', null, name),
        h('span', null, description),
        detail && h('small', null, detail),
        problem && h('div.problem', { role: 'alert' }, icon('warning'), problem),
      ),
    );
    this.popup.hidden = false;
  }

  /** values collects the values by name. While the person types one option, it leaves out other incomplete options. */
  values(typed) {
    const values = {};
    for (const field of this.fields) {
      if (field === typed) continue;
      try {
        const value = field.value();
        if (value !== undefined) values[field.option.name] = value;
      } catch (error) {
        if (typed) continue;
        field.error(error.message);
        throw Object.assign(error, { field });
      }
    }
    return values;
  }

  /** complete asks the bot for its choices for the text in a field. */
  async complete(field) {
    try {
      return await server.act({
        kind: 'autocomplete',
        ...actor(),
        path: this.entry.plain,
        option: field.option.name,
        typed: field.input.value,
        values: this.values(field),
      });
    } catch (error) {
      return { failure: { reason: error.message } };
    }
  }

  async submit() {
    await Promise.all(this.fields.filter((field) => field.option.type === ATTACHMENT).map((field) => field.uploading));
    let values;
    try {
      values = this.values();
    } catch (error) {
      if (!error.field) throw error;
      error.field.focus();
      this.describe(error.field.option, error.field);
      return;
    }
    this.sent();
    this.popup.hidden = true;
    await perform({ kind: 'command', ...actor(), path: this.entry.plain, values });
  }

  keys(event) {
    const field = this.fields.find((one) => one.input === event.target);
    const listed = field?.list && !this.popup.hidden && field.list.element.isConnected;
    if (listed && field.list.key(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      // The first Escape closes the list, so the person can send the typed text as it is.
      if (listed) this.popup.hidden = true;
      else this.cancelled('');
      return;
    }
    if (event.key === 'Backspace' && field && event.target.value === '' && event.target.type !== 'file') {
      event.preventDefault();
      const at = this.fields.indexOf(field);
      if (!field.option.required) this.remove(field);
      else if (at > 0) this.fields[at - 1].focus();
      else this.cancelled(this.entry.label);
      return;
    }
    // Enter and Tab pick the active item of the list. Without an active item, Enter sends.
    if (
      (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) &&
      listed &&
      !field.picked &&
      field.list.active >= 0 &&
      this.takes(field, event.key)
    ) {
      event.preventDefault();
      field.list.choose();
    } else if (event.key === 'Enter' && field) {
      event.preventDefault();
      if (!listed || !field.waiting) this.submit();
    }
  }

  /** If the person has typed nothing, Tab moves to the next field and does not pick the first item. */
  takes(field, key) {
    return key === 'Enter' || field.input.value !== '';
  }
}
