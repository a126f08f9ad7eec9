// One option of a slash command as a field, typed as the command declares it.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure
import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { Listbox } from './listbox.js';
import { choiceItem, itemsOf, valueOf } from './optionvalue.js';
import { bytes } from './timestamps.js';
import * as server from './server.js';
import { localized, INTEGER, NUMBER, ATTACHMENT } from './commands.js';

const pause = 250;

/**
 * OptionField is a pill with the option's name and an input. Its owner passes complete(field), which asks the bot for
 * autocomplete choices and returns {choices} or {failure}, and popup(field), which shows the field's list.
 */
export class OptionField {
  constructor(option, { complete, popup, remove }) {
    Object.assign(this, {
      option,
      complete,
      popup,
      picked: null,
      attachment: null,
      asked: 0,
      note: '',
      offered: [],
      unanswered: false,
    });
    const name = localized(option, 'name');
    const field = option.type === ATTACHMENT ? this.fileInput(name) : this.textInput(name);
    this.element = h(
      'div.option-field',
      { dataset: { option: option.name } },
      h(
        'label.option-name',
        { for: field.id },
        name,
        option.required && h('span.required', { 'aria-hidden': 'true' }, '*'),
      ),
      field,
      !option.required &&
        h(
          'button.icon-button.remove',
          { type: 'button', tabindex: -1, 'aria-label': `Remove ${name}`, onclick: () => remove(this) },
          icon('close'),
        ),
    );
  }

  get label() {
    return localized(this.option, 'name');
  }

  textInput(name) {
    const { option } = this;
    this.input = h('input', {
      id: `option-${option.name}`,
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-autocomplete': 'list',
      'aria-required': option.required || null,
      'aria-describedby': 'option-help',
      autocomplete: 'off',
      spellcheck: 'false',
      inputmode: option.type === INTEGER ? 'numeric' : option.type === NUMBER ? 'decimal' : null,
      onfocus: () => this.show(),
      oninput: () => {
        this.picked = null;
        this.size();
        this.error('');
        this.show();
      },
    });
    this.list = new Listbox(this.input, {
      label: name,
      pick: (item) => this.choose(item),
      empty: 'No options match your search',
    });
    this.size();
    return this.input;
  }

  fileInput(name) {
    const text = h('span', null, 'Choose a file');
    this.input = h('input.visually-hidden', {
      id: `option-${this.option.name}`,
      type: 'file',
      'aria-label': name,
      onfocus: () => this.popup(this),
      onchange: () => this.take(text),
    });
    const drop = h(
      'label.drop',
      {
        for: this.input.id,
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => {
          event.preventDefault();
          this.input.files = event.dataTransfer.files;
          this.take(text);
        },
      },
      icon('upload'),
      text,
      this.input,
    );
    drop.id = `drop-${this.option.name}`;
    return drop;
  }

  async take(text) {
    const [file] = this.input.files;
    this.attachment = null;
    if (!file) return;
    fill(text, `${file.name} (${bytes(file.size)})`);
    this.error('');
    this.uploading = server.upload(file).then(
      (attachment) => {
        this.attachment = attachment;
      },
      (error) => this.error(error.message),
    );
    await this.uploading;
  }

  size() {
    this.input.style.width = `${Math.min(40, Math.max(6, this.input.value.length + 2))}ch`;
  }

  /** show shows the choices for the text so far. */
  show() {
    this.note = '';
    if (this.option.autocomplete) this.ask();
    this.list.show(this.matches());
    this.expanded();
  }

  expanded() {
    this.input.setAttribute('aria-expanded', String(this.list.items.length > 0));
    this.popup(this);
  }

  get hasList() {
    return Boolean(this.list && (this.option.autocomplete || this.items().length));
  }

  /** waiting shows that the bot has not answered yet, and that no known choice fits the text. */
  get waiting() {
    return Boolean(this.option.autocomplete && this.unanswered && this.list.items.length === 0);
  }

  items() {
    return itemsOf(this.option, this.offered);
  }

  matches() {
    const typed = this.picked ? '' : this.input.value.trim().toLowerCase().replace(/^[@#]/, '');
    return this.items()
      .filter((item) => `${item.label} ${item.search ?? ''}`.toLowerCase().includes(typed))
      .slice(0, 25);
  }

  /** ask asks the bot for its choices. Until the bot answers, the list shows those earlier choices that match the text. */
  ask() {
    const number = ++this.asked;
    clearTimeout(this.timer);
    this.unanswered = true;
    this.note = 'Loading options…';
    this.timer = setTimeout(
      async () => {
        const { choices, failure } = await this.complete(this);
        if (number !== this.asked) return;
        this.unanswered = false;
        this.note = failure ? `Loading options failed: ${failure.reason}` : '';
        this.offered = (choices ?? []).map(choiceItem);
        this.list.show(this.offered);
        if (document.activeElement === this.input) this.expanded();
      },
      this.input.value ? pause : 0,
    );
  }

  choose(item) {
    this.asked++;
    this.unanswered = false;
    clearTimeout(this.timer);
    this.picked = item;
    this.input.value = item.label;
    this.size();
    this.error('');
    this.onpicked?.(this);
  }

  /** value returns the option's value, or undefined if it is empty. It throws if the text cannot be sent. */
  value() {
    const { option } = this;
    if (option.type === ATTACHMENT) {
      if (!this.attachment && option.required) throw new Error('A file is required');
      return this.attachment ? { upload: this.attachment.id } : undefined;
    }
    return this.picked ? this.picked.value : valueOf(option, this.input.value, this.items());
  }

  error(text) {
    this.element?.classList.toggle('invalid', Boolean(text));
    this.input.setAttribute('aria-invalid', String(Boolean(text)));
    this.problem = text;
  }

  focus() {
    this.input.focus();
  }
}
