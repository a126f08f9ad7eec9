// The page's talk with the playground: JSON over POST, and a stream of events.

const token = document.querySelector('meta[name="playground-token"]').content;

/** Failure is an answer other than 200 from the playground itself. */
export class Failure extends Error {}

async function call(path, body, headers) {
  const response = await fetch(path, { method: 'POST', body, headers: { 'X-Playground-Token': token, ...headers } });
  const text = await response.text();
  if (!response.ok) throw new Failure(text.trim() || `${response.status} ${response.statusText}`);
  return text ? JSON.parse(text) : null;
}

const json = (path, body) => call(path, JSON.stringify(body), { 'Content-Type': 'application/json' });

/** state fetches everything there is to show. */
export async function state() {
  const response = await fetch('playground/state', { headers: { 'X-Playground-Token': token } });
  if (!response.ok) throw new Failure(await response.text());
  return response.json();
}

/** act does what a person does: uses a command, clicks, submits. It comes back when the bot has answered. */
export const act = (action) => json('playground/act', action);

/** say posts a plain message as a person. The bot does not see it, but a message command can be used on it. */
export const say = (message) => json('playground/say', message);

/** resend sends an edited body to the bot, freshly signed. */
export const resend = (exchange, body) => json('playground/resend', { exchange, body });

/** dismiss takes an ephemeral message away from the person who sees it. */
export const dismiss = (message) => json('playground/dismiss', { message });

/** react adds the person's reaction to a message. */
export const react = (reaction) => json('playground/react', reaction);

/** grant sets what the bot's own role may do: a decimal string. */
export const grant = (permissions) => json('playground/grant', { permissions });

/** test returns an exchange, or for "0" all that happened, as the Go code of a test. */
export const test = (exchange) => json('playground/test', { exchange });

/** upload hands in a file for an attachment option or a modal's upload, and returns {id, filename, size}. */
export const upload = (file) =>
  call(`playground/upload?name=${encodeURIComponent(file.name)}`, file, {
    'Content-Type': file.type || 'application/octet-stream',
  });

/** reload loads the page anew as soon as the playground answers. */
function reload() {
  setTimeout(async () => {
    const there = await fetch(location.href).then(
      (response) => response.ok,
      () => false,
    );
    if (there) location.reload();
    else reload();
  }, 1000);
}

/**
 * listen hands each event of the names to handle(name, data), and returns a promise for the stream to be open, or to fail.
 * After a lost connection (the playground was restarted) reconnected is called, so that the state is fetched anew.
 */
export function listen(names, handle, { lost, reconnected }) {
  const source = new EventSource(`playground/events?token=${encodeURIComponent(token)}`);
  let broken = false;
  for (const name of names) source.addEventListener(name, (event) => handle(name, JSON.parse(event.data)));
  source.addEventListener('error', () => {
    broken = true;
    lost();
    // A playground that was started anew refuses the token, and the browser does not try again.
    if (source.readyState === EventSource.CLOSED) reload();
  });
  source.addEventListener('open', () => {
    if (broken) reconnected();
    broken = false;
  });
  return new Promise((resolve) => {
    for (const name of ['open', 'error']) source.addEventListener(name, resolve, { once: true });
  });
}
