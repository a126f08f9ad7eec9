// The texts that a person may enter for an option, and the values that are sent for them.
import { localized, optionTypes, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE } from './commands.js';
import { entities } from './select.js';

const selectTypes = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 };

/** choiceItem returns the list's item for a choice of the option or of autocomplete. */
export const choiceItem = (choice) => ({ value: choice.value, label: localized(choice, 'name') });

/** itemsOf returns the items of the option's list. For autocomplete they are the last choices of the bot. */
export function itemsOf(option, offered) {
  if (option.autocomplete) return offered;
  if (option.type === BOOLEAN)
    return [
      { value: true, label: 'True' },
      { value: false, label: 'False' },
    ];
  if (selectTypes[option.type]) return entities(selectTypes[option.type], option);
  return (option.choices ?? []).map(choiceItem);
}

/** valueOf returns the value for a text. It returns undefined for an empty text, and throws if the text cannot be sent. */
export function valueOf(option, text, items) {
  if (text === '') {
    if (option.required) throw new Error('This option is required. Specify a value');
    return undefined;
  }
  const typed = text.trim();
  const match = items.find(
    (item) => item.label.toLowerCase() === typed.toLowerCase() || String(item.value) === typed,
  );
  if (match) return match.value;
  if (!option.autocomplete && (items.length || selectTypes[option.type])) throw new Error('Select one of the list');
  return option.type === STRING ? textOf(option, text) : numberOf(option, typed);
}

function textOf({ min_length: min = 0, max_length: max = 6000 }, text) {
  const length = [...text].length;
  if (length < min) throw new Error(`At least ${min} characters`);
  if (length > max) throw new Error(`At most ${max} characters`);
  return text;
}

function numberOf({ type, min_value: min = -(2 ** 53), max_value: max = 2 ** 53 }, text) {
  const value = Number(text);
  if (!Number.isFinite(value) || (type === INTEGER && !Number.isInteger(value)))
    throw new Error(`Input a valid ${optionTypes[type]}`);
  if (value < min) throw new Error(`At least ${min}`);
  if (value > max) throw new Error(`At most ${max}`);
  return value;
}
