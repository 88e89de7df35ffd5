// A window without VS Code, in a process of its own: the real sessions on real files, the real client
// over HTTP, and the panel's view model. A person chats on and on in it, until it is killed. Tells its
// parent what the panel would show. Arguments: the chats' folder, the service's address, a seed, and
// at which append it kills itself with half of the bytes written (0: at none).
import { open } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createRunwareClient } from '../../../src/api/runwareClient.ts';
import { nullLogger } from '../../../src/base/logger.ts';
import type { LogPort } from '../../../src/chat/sessionLog.ts';
import { createChatController } from '../../../src/host/chatController.ts';
import { createChatStore } from '../../../src/host/chatStore.ts';
import { openInSteps } from '../../../src/host/openInSteps.ts';
import { createFiledSessions, noSurroundings } from '../filedSessions.ts';
import { localKey } from '../runware/service.ts';
import { randomFrom } from './random.ts';

/** Chats that are gone on with; beyond so many no new ones are begun. */
const CHATS = 25;
const [folder = '', baseUrl = '', seed = '0', tearAt = '0'] = process.argv.slice(2);
const random = randomFrom(Number(seed));

const store = createChatStore(folder);
let appends = 0;
const log: LogPort = {
  ...store,
  append: async (chatId, lines) => {
    appends += 1;
    if (appends === Number(tearAt)) await writeHalf(chatId, lines);
    await store.append(chatId, lines);
  },
};

async function writeHalf(chatId: string, lines: string): Promise<void> {
  const bytes = Buffer.from(lines);
  const handle = await open(path.join(folder, `${chatId}.jsonl`), 'a');
  await handle.write(bytes.subarray(0, Math.floor(random() * bytes.length)));
  process.kill(process.pid, 'SIGKILL');
}

const sessions = createFiledSessions(
  log,
  createRunwareClient({ baseUrl, key: () => Promise.resolve(localKey), logger: nullLogger }),
);
// Whoever has started it is gone.
process.on('disconnect', () => process.exit());
const controller = createChatController(sessions.create(), noSurroundings);
controller.onPatches(({ patches }) => {
  process.send?.({ chatId: controller.session.id, patches });
});

for (;;) {
  const list = await sessions.ids();
  const known = list[Math.floor(random() * Math.max(list.length, CHATS))];
  if (known === undefined) controller.show(sessions.create());
  else await openInSteps(known, sessions, controller, session => controller.show(session));
  const { session } = controller;
  const words = `${randomWord()} äöü 日本 🐎 `.repeat(1 + Math.floor(random() * 5));
  await session.send({ text: words });
  // Some are not waited for.
  if (random() < 0.05) setTimeout(() => session.stop(), random() * 20);
  await session.whenIdle();
}

function randomWord(): string {
  return Math.floor(random() * 2 ** 40).toString(36);
}
