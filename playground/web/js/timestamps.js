// Times as Discord shows them, in the current person's language.

const formats = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const steps = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86400, 'hour', 3600],
  [2592000, 'day', 86400],
  [31536000, 'month', 2592000],
  [Infinity, 'year', 31536000],
];

/** relative returns a text that says how long ago a time was, or how far ahead it is. */
export function relative(date, locale, now = Date.now()) {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** timestamp formats <t:…:style>. An unknown style has the format of "f". */
export function timestamp(date, style, locale) {
  if (style === 'R') return relative(date, locale);
  return new Intl.DateTimeFormat(locale, formats[style] ?? formats.f).format(date);
}

/** stamp returns the time beside a message's author. A time of today has no date. */
export function stamp(date, locale) {
  const today = new Date().toDateString() === date.toDateString();
  return new Intl.DateTimeFormat(
    locale,
    today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' },
  ).format(date);
}

/** day returns the date on the line between two days. */
export const day = (date, locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(date);

/** bytes returns a file's size as readable text. */
export function bytes(size) {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${unit ? size.toFixed(2) : size} ${units[unit]}`;
}
