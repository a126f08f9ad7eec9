// What a person does goes to the bot through here; what comes back may be a modal, or a failure.
import * as server from './server.js';
import { toast } from './toast.js';

let opened = () => {};

/** onModal sets what opens a modal: it is called with the modal and the exchange that it answered. */
export function onModal(listener) {
  opened = listener;
}

/** perform sends an action. Messages arrive by themselves, as events; a modal is opened. */
export async function perform(action) {
  try {
    const { exchange, modal } = await server.act(action);
    if (modal) opened(modal, exchange);
    return exchange;
  } catch (error) {
    toast(error.message);
    return null;
  }
}

/** resend sends an edited body again, and returns its exchange. */
export async function resend(exchange, body) {
  const { exchange: id, modal } = await server.resend(exchange, body);
  if (modal) opened(modal, id);
  return id;
}
