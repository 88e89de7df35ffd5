import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { z } from 'zod';
import type { ChatEvent } from '../../src/chat/events.ts';
import { readWhole } from '../../src/chat/readInSlices.ts';
import { createChatStore } from '../../src/host/chatStore.ts';
import { createChatPresenter } from '../../src/host/presentChat.ts';
import { Patch } from '../../src/protocol/patch.ts';
import { randomFrom } from '../support/dayOfUse/random.ts';
import { createScreen } from '../support/dayOfUse/screen.ts';
import { text } from '../support/runware/answers.ts';
import { localKey, startRunwareService, type RunwareService } from '../support/runware/service.ts';

const MESSAGES = 2_000;
const RESTARTS = 50;
/** What may be gathered of an answer that is still coming, in UTF-16 code units (`logWriter.ts`). */
const GATHERED = 4_096;
const Told = z.object({ chatId: z.string(), patches: z.array(Patch) });

describe('A day of use', () => {
  let folder = '';
  let service: RunwareService;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-day-'));
    await build({
      entryPoints: ['test/support/dayOfUse/window.ts'],
      outfile: path.join(folder, 'window.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    service = await startRunwareService({ keys: [localKey] });
  });
  after(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('R46, R47: of 2,000 messages, 50 restarts and kills at any point nothing that was shown is lost', async function () {
    this.timeout(600_000);
    const seed = Number(process.env['PLUMB_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    console.log(`      PLUMB_SEED=${seed}`);
    const random = randomFrom(seed);
    const answers = randomFrom(seed + 1);
    service.useScript(() => {
      const words = `Grüße 🐎 ${Math.floor(answers() * 1e9).toString(36)} `;
      // Some are long and slow enough to be killed in their middle.
      const isSlow = answers() < 0.02;
      return text(words.repeat(1 + Math.floor(answers() * (isSlow ? 200 : 8))), {
        chunkSize: 60,
        ...(isSlow ? { delayMs: 2 } : {}),
      });
    });

    const chats = path.join(folder, 'chats');
    const screen = createScreen();
    for (let restart = 0; restart <= RESTARTS; restart += 1) {
      const isLast = restart === RESTARTS;
      const share = Math.ceil((MESSAGES * (restart + 1)) / (RESTARTS + 1));
      // Every third window kills itself in the middle of an append; the others are killed from outside.
      const tearAt = restart % 3 === 2 && !isLast ? Math.ceil(random() * 250) : 0;
      const args = [chats, service.baseUrl, Math.floor(random() * 2 ** 31), tearAt].map(String);
      const window = fork(path.join(folder, 'window.mjs'), args);
      const ended = once(window, 'exit');
      drawUntil(window, screen, () => screen.messages.size >= share, random() * 40);
      const [code, signal] = (await ended) as [number | null, string | null];
      assert.deepEqual([code, signal], [null, 'SIGKILL'], `window ${restart} of seed ${seed}`);
    }

    assert.ok(screen.messages.size >= MESSAGES * 0.95, `${screen.messages.size} messages`);
    const stored = await readAll(chats);
    const lost: string[] = [];
    for (const [id, { chatId, text: words }] of screen.messages) {
      const found = stored.get(chatId)?.messages.filter(event => event.id === id) ?? [];
      if (found.length !== 1 || found[0]?.text !== words) lost.push(`message ${id} of ${chatId}`);
    }
    for (const [id, shown] of screen.answers) {
      const kept = stored.get(shown.chatId)?.answers.get(id) ?? '';
      const isThere = shown.isOpen
        ? kept.startsWith(shown.text) ||
          (shown.text.startsWith(kept) && shown.text.length - kept.length <= GATHERED)
        : kept === shown.text;
      if (!isThere) lost.push(`answer ${id} of ${shown.chatId}`);
    }
    assert.deepEqual(lost, [], `seed ${seed}`);
    const broken = [...stored.values()].reduce((sum, chat) => sum + chat.damagedLines, 0);
    assert.ok(broken > 0, 'appends were torn');
    assert.ok(stored.size > 10, 'several chats');
  });
});

/** Shows what the window tells, and kills it `delayMs` after the moment comes. */
function drawUntil(
  window: ChildProcess,
  screen: ReturnType<typeof createScreen>,
  isTime: () => boolean,
  delayMs: number,
): void {
  let isDue = false;
  window.on('message', message => {
    const { chatId, patches } = Told.parse(message);
    screen.draw(chatId, patches);
    if (isDue || !isTime()) return;
    isDue = true;
    setTimeout(() => window.kill('SIGKILL'), delayMs);
  });
}

interface StoredChat {
  readonly messages: readonly Extract<ChatEvent, { type: 'userMessage' }>[];
  readonly answers: ReadonlyMap<string, string>;
  readonly damagedLines: number;
}

/** Every chat as a window would show it now. */
async function readAll(folder: string): Promise<Map<string, StoredChat>> {
  const store = createChatStore(folder);
  const chats = new Map<string, StoredChat>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.jsonl')) continue;
    const chatId = path.basename(name, '.jsonl');
    const read = await readWhole(store, chatId);
    assert.ok(read !== undefined);
    const presenter = createChatPresenter();
    for (const event of read.events) presenter.present(event);
    chats.set(chatId, {
      messages: read.events.filter(event => event.type === 'userMessage'),
      answers: new Map(
        presenter.items.flatMap(item => (item.kind === 'text' ? [[item.id, item.text]] : [])),
      ),
      damagedLines: read.damagedLines,
    });
  }
  return chats;
}
