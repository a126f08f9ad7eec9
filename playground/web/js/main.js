// The page starts here. Each part watches the store, and then the store is filled.
import * as store from './store.js';
import * as sidebar from './sidebar.js';
import * as messages from './messages.js';
import * as composer from './composer.js';
import * as panel from './panel.js';
import * as inspector from './inspector.js';
import * as members from './members.js';
import * as setup from './setup.js';
import * as notice from './notice.js';
import { onModal } from './actions.js';
import { openModal } from './modal.js';
import { toast } from './toast.js';

const find = (id) => document.getElementById(id);

onModal(openModal);
panel.start();
sidebar.start();
messages.start(find('messages'));
composer.start(find('composer'));
inspector.start(find('inspector'));
members.start(find('members'));
setup.start(find('setup'));
notice.start(find('notice'));
store.watch('connection', (there) => {
  find('offline').hidden = there;
});

try {
  await store.start();
  document.body.classList.add('ready');
} catch (error) {
  toast(`The playground does not answer: ${error.message}`);
}
