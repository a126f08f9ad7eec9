// What a person does goes to the bot through here; what comes back may be a modal, or a failure.
import * as server from './server.js';
import { openModal } from './modal.js';
import { toast } from './toast.js';

/** perform sends an action. Messages arrive by themselves, as events; a modal is opened here. */
export async function perform(action) {
  try {
    const { exchange, modal } = await server.act(action);
    if (modal) openModal(modal, exchange);
    return exchange;
  } catch (error) {
    toast(error.message);
    return null;
  }
}
