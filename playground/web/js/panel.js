// The panel at the side has the inspector, the members and the setup as tabs. On a phone it slides over the channel.
import { icon } from './icons.js';

const tabs = ['inspector', 'members', 'setup'];
let root;

/** start makes the tabs and the buttons of the page's two side panels work. */
export function start() {
  root = document.getElementById('panel');
  for (const name of tabs) {
    const tab = document.getElementById(`tab-${name}`);
    tab.addEventListener('click', () => show(name));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length];
      show(next);
      document.getElementById(`tab-${next}`).focus();
    });
  }
  button('toggle-sidebar', 'menu', () => slide('sidebar'));
  button('toggle-panel', 'panel', () => slide('panel'));
  button('close-panel', 'close', () => slide('panel', false));
  document.getElementById('scrim').addEventListener('click', closeAll);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeAll();
  });
}

function button(id, symbol, action) {
  const element = document.getElementById(id);
  element.append(icon(symbol));
  element.addEventListener('click', action);
}

/** show opens a tab, and opens the panel if it is closed. */
export function show(name) {
  for (const one of tabs) {
    const tab = document.getElementById(`tab-${one}`);
    tab.setAttribute('aria-selected', String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    document.getElementById(one).hidden = one !== name;
  }
  slide('panel', true);
}

/** On a wide page the panel is open unless a person closes it. On a narrow page it is closed unless a person opens it. */
function slide(which, open) {
  const name = `${which}-${narrow() ? 'open' : 'closed'}`;
  const set = open === undefined ? undefined : narrow() === open;
  document.body.classList.toggle(name, set);
  if (narrow()) document.body.classList.remove(which === 'panel' ? 'sidebar-open' : 'panel-open');
  document.getElementById('toggle-panel').setAttribute('aria-expanded', String(root.checkVisibility()));
}

const narrow = () => matchMedia('(max-width: 900px)').matches;

/** closeAll closes everything that slid over the channel. */
export function closeAll() {
  document.body.classList.remove('sidebar-open', 'panel-open');
}
