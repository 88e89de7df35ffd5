// A window in a process of its own that takes and gives back a chat as its parent says: each message
// is `take` or `release`, each answer whether it has the chat then. Argument: the folder of the holds.
import process from 'node:process';
import { createChatHolds } from '../../../src/host/holds/createChatHolds.ts';

const holds = createChatHolds(process.argv[2] ?? '');
process.on('message', message => {
  void (async () => {
    if (message === 'take') process.send?.(await holds.take('chat'));
    else {
      holds.release('chat');
      process.send?.(false);
    }
  })();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
