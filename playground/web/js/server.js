// The page's communication with the playground: JSON over POST, and a stream of events.

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

/** state fetches everything that the page shows. */
export async function state() {
  const response = await fetch('playground/state', { headers: { 'X-Playground-Token': token } });
  if (!response.ok) throw new Failure(await response.text());
  return response.json();
}

/** act performs a person's action: it uses a command, clicks or submits. It returns when the bot has answered. */
export const act = (action) => json('playground/act', action);

/** say posts a plain message as a person. The bot does not see it, but a message command can be used on it. */
export const say = (message) => json('playground/say', message);

/** resend sends an edited body to the bot, freshly signed. */
export const resend = (exchange, body) => json('playground/resend', { exchange, body });

/** dismiss removes an ephemeral message for the person who sees it. */
export const dismiss = (message) => json('playground/dismiss', { message });

/** react adds the person's reaction to a message. */
export const react = (reaction) => json('playground/react', reaction);

/** grant sets the permissions of the bot's own role, as a decimal string. */
export const grant = (permissions) => json('playground/grant', { permissions });

/** test returns the Go code of a test for an exchange, or for everything that happened if the ID is "0". */
export const test = (exchange) => json('playground/test', { exchange });

/** upload uploads a file for an attachment option or a modal's upload, and returns {id, filename, size}. */
export const upload = (file) =>
  call(`playground/upload?name=${encodeURIComponent(file.name)}`, file, {
    'Content-Type': file.type || 'application/octet-stream',
  });

/** reload reloads the page as soon as the playground answers. */
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
 * listen passes each event with one of the names to handle(name, data). It returns a promise that settles when the stream is
 * open or has failed. After a lost connection (the playground was restarted) it calls reconnected, so the page fetches the
 * state again.
 */
export function listen(names, handle, { lost, reconnected }) {
  const source = new EventSource(`playground/events?token=${encodeURIComponent(token)}`);
  let broken = false;
  for (const name of names) source.addEventListener(name, (event) => handle(name, JSON.parse(event.data)));
  source.addEventListener('error', () => {
    broken = true;
    lost();
    // A restarted playground refuses the token, and the browser does not try again.
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
