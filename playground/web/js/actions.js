// This module sends a person's actions to the bot. The result may be a modal or a failure.
import * as server from './server.js';
import { toast } from './toast.js';

let opened = () => {};

/** onModal sets the function that opens a modal. It gets the modal and the exchange that the modal answered. */
export function onModal(listener) {
  opened = listener;
}

/** perform sends an action, and opens the modal if the answer is one. Messages arrive separately, as events. */
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
