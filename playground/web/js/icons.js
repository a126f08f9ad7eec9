// The page's own icons: paths on a 24 by 24 grid, drawn with the text's colour.
const paths = {
  hash: 'M9.5 3 7.5 21M16.5 3l-2 18M4 8.5h17M3 15.5h17',
  thread: 'M7 4v6a3 3 0 0 0 3 3h9M15 9l4 4-4 4M5 20h8',
  forum: 'M4 5h12v9H9l-5 4zM19 9v11l-4-3h-5',
  pin: 'M9 3h6l-1 7 4 4H6l4-4zM12 14v7',
  at: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  panel: 'M4 5h16v14H4zM15 5v14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8',
  close: 'M6 6l12 12M18 6 6 18',
  chevron: 'M6 9l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12 20 4l-5 16-3.5-6.5z',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  download: 'M12 4v11m0 0-4-4m4 4 4-4M5 20h14',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zm6.5 0a3 3 0 1 0 6 0 3 3 0 0 0-6 0z',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  reply: 'M5 20v-6a5 5 0 0 1 5-5h9',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  upload: 'M12 16V5m0 0L8 9m4-4 4 4M5 20h14',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  again: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5',
  settings:
    'M4 8h9m5 0h2M4 16h2m5 0h9M15.5 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 18.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
};

/** icon draws one of the icons above. A screen reader skips it, because the button around it has the name. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
