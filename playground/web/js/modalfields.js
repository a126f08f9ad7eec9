// The fields of a modal. Each has {customID, element, value(), check(), focus(), ready}.
import { h, fill, uniqueID } from './dom.js';
import { icon } from './icons.js';
import { select } from './select.js';
import { bytes } from './timestamps.js';
import * as server from './server.js';

const kinds = {
  4: textInput,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  19: fileUpload,
  21: radioGroup,
  22: checkboxGroup,
  23: checkbox,
};

/** field builds the field of a modal's component with its label, description and error. */
export function field(component, { label, description }) {
  const id = uniqueID('field');
  const make = kinds[component.type];
  if (!make)
    return {
      element: h('div.unknown-component', null, icon('warning'), `Component of type ${component.type}`),
      check: () => true,
      value: () => null,
      focus() {},
    };
  const one = make(component, { id, labelledby: `${id}-label` });
  const problem = h('span.problem', { id: `${id}-problem`, role: 'alert' });
  const required = component.type !== 23 && component.required !== false;
  one.customID = component.custom_id;
  one.element = h(
    'div.modal-field',
    null,
    h(
      'label.modal-label',
      { id: `${id}-label`, for: id },
      label,
      required && h('span.required', { 'aria-hidden': 'true' }, ' *'),
    ),
    description && h('small.subtext', { id: `${id}-help` }, description),
    one.control,
    problem,
  );
  const inner = one.check;
  one.check = () => {
    const text = inner();
    problem.textContent = text;
    one.element.classList.toggle('invalid', Boolean(text));
    return !text;
  };
  return one;
}

const missing = 'This field is required';

function textInput(c, { id }) {
  const long = c.style === 2;
  const input = h(long ? 'textarea' : 'input', {
    id,
    rows: long ? 4 : null,
    type: long ? null : 'text',
    placeholder: c.placeholder,
    maxlength: c.max_length ?? 4000,
    'aria-required': c.required !== false,
    'aria-describedby': `${id}-help ${id}-problem`,
    autocomplete: 'off',
    dataset: { customId: c.custom_id },
    value: c.value ?? '',
  });
  return {
    control: input,
    value: () => input.value,
    focus: () => input.focus(),
    check() {
      const length = [...input.value].length;
      if (!length) return c.required === false ? '' : missing;
      return length < (c.min_length ?? 0) ? `Must be at least ${c.min_length} characters` : '';
    },
  };
}

function menu(c, { id, labelledby }) {
  const control = select(c, { labelledby });
  control.firstElementChild.id = id;
  return {
    control,
    value: () => control.values,
    focus: () => control.firstElementChild.focus(),
    check: () => (control.values.length === 0 && c.required !== false && c.min_values !== 0 ? missing : ''),
  };
}

function choice(c, { id, labelledby }, type) {
  const inputs = [];
  const control = h(
    'div.choices',
    {
      role: type === 'radio' ? 'radiogroup' : 'group',
      'aria-labelledby': labelledby,
      dataset: { customId: c.custom_id },
    },
    (c.options ?? []).map((option, at) => {
      const input = h('input', {
        type,
        name: id,
        id: at ? null : id,
        value: option.value,
        checked: Boolean(option.default),
      });
      inputs.push(input);
      return h(
        'label.choice',
        null,
        input,
        h('span', null, option.label, option.description && h('small', null, option.description)),
      );
    }),
  );
  return {
    control,
    inputs,
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.value),
    focus: () => inputs[0]?.focus(),
  };
}

function radioGroup(c, ids) {
  const group = choice(c, ids, 'radio');
  return {
    ...group,
    value: () => group.chosen()[0] ?? null,
    check: () => (group.chosen().length === 0 && c.required !== false ? missing : ''),
  };
}

function checkboxGroup(c, ids) {
  const group = choice(c, ids, 'checkbox');
  return {
    ...group,
    value: group.chosen,
    check() {
      const count = group.chosen().length;
      if (count === 0) return c.required === false || c.min_values === 0 ? '' : missing;
      if (count < (c.min_values ?? 1)) return `Choose at least ${c.min_values}`;
      return count > (c.max_values ?? c.options.length) ? `Choose at most ${c.max_values}` : '';
    },
  };
}

function checkbox(c, { id }) {
  const input = h('input', { type: 'checkbox', id, checked: Boolean(c.default), dataset: { customId: c.custom_id } });
  return {
    control: h('div.choice', null, input),
    value: () => input.checked,
    check: () => '',
    focus: () => input.focus(),
  };
}

function fileUpload(c, { id }) {
  const max = c.max_values ?? 1;
  const list = h('div.upload-list');
  const uploaded = [];
  const one = {
    value: () => uploaded.map((file) => ({ upload: file.id })),
    focus: () => input.focus(),
    check() {
      if (uploaded.length === 0) return c.required === false || c.min_values === 0 ? '' : missing;
      return uploaded.length < (c.min_values ?? 1) ? `Upload at least ${c.min_values}` : '';
    },
  };
  const accept = (c.file_types ?? []).map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',');
  const input = h('input.visually-hidden', {
    id,
    type: 'file',
    multiple: max > 1,
    accept: accept || null,
    dataset: { customId: c.custom_id },
    onchange: () => take(input.files),
  });
  one.control = h(
    'div',
    null,
    h(
      'label.drop',
      {
        for: id,
        ondragover: (event) => event.preventDefault(),
        ondrop(event) {
          event.preventDefault();
          take(event.dataTransfer.files);
        },
      },
      icon('upload'),
      h('span', null, max > 1 ? `Drop up to ${max} files here, or choose them` : 'Drop a file here, or choose one'),
      input,
    ),
    list,
  );

  function take(files) {
    const sent = [...files].slice(0, max - uploaded.length).map(async (file) => {
      uploaded.push(await server.upload(file));
      draw();
    });
    one.ready = Promise.all(sent).catch((error) => fill(list, error.message));
  }
  function draw() {
    fill(
      list,
      uploaded.map((file) =>
        h(
          'div.upload-item',
          null,
          icon('file'),
          `${file.filename} (${bytes(file.size)})`,
          h(
            'button.icon-button',
            {
              type: 'button',
              'aria-label': `Remove ${file.filename}`,
              onclick() {
                uploaded.splice(uploaded.indexOf(file), 1);
                draw();
              },
            },
            icon('close'),
          ),
        ),
      ),
    );
  }
  return one;
}
