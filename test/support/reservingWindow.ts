// A window that reserves as fast as it can, for tests of several at once. Says `ready`, begins when
// its input ends, and prints each reservation: `accepted <cents>` or `refused <cents>`.
import { once } from 'node:events';
import process from 'node:process';
import { createLedger } from '../../src/chat/ledger.ts';
import { createLedgerStore } from '../../src/host/ledgerStore.ts';

const [folder = '', count = '0', limitCents = '0', now = '0'] = process.argv.slice(2);
const ledger = createLedger(createLedgerStore(folder), () => Number(now));

process.stdout.write('ready\n');
await once(process.stdin.resume(), 'end');

for (let n = 0; n < Number(count); n += 1) {
  const cents = 1 + ((n * 5 + process.pid) % 13);
  const taskUUID = globalThis.crypto.randomUUID();
  const entry = { taskUUID, chatId: 'chat', model: 'model', boundUsd: cents / 100 };
  const { ok } = await ledger.reserve(entry, Number(limitCents) / 100);
  process.stdout.write(`${ok ? 'accepted' : 'refused'} ${cents}\n`);
}
