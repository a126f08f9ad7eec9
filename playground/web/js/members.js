// The people of the guild, by their highest role. Each one opens the menu with the app's user commands.
import { h, fill } from './dom.js';
import { avatar, author } from './avatar.js';
import { store, watch, role } from './store.js';
import { openMenu } from './menu.js';

/** start shows the members in an element. */
export function start(element) {
  watch('state person world', () => {
    const groups = new Map();
    for (const { user, roles = [] } of [
      ...store.members.filter((m) => m.user.id !== store.bot.id),
      { user: store.bot, roles: store.bot_roles ?? [] },
    ]) {
      const top = roles
        .map(role)
        .filter((r) => r?.hoist)
        .sort((a, b) => b.position - a.position)[0];
      const name = user.bot ? 'Apps' : (top?.name ?? 'Online');
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push({ user, roles, color: roles.map(role).find((r) => r?.color) });
    }
    fill(
      element,
      [...groups].map(([name, people]) => [
        h('h3', null, `${name} — ${people.length}`),
        h(
          'ul.member-list',
          null,
          people.map(({ user, roles, color }) =>
            h(
              'li',
              null,
              h(
                'button.member',
                {
                  type: 'button',
                  'aria-haspopup': 'menu',
                  onclick: (event) => openMenu(user, event),
                  oncontextmenu: (event) => openMenu(user, event),
                },
                avatar(user),
                h(
                  'span.member-text',
                  null,
                  h('span', null, author(user, color), user.id === store.who && h('small', null, ' you')),
                  h('small.member-roles', null, roles.map((id) => role(id)?.name).filter(Boolean).join(', ')),
                ),
              ),
            ),
          ),
        ),
      ]),
    );
  });
}
