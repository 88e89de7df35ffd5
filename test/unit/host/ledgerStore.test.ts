import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { createLedger } from '../../../src/chat/ledger.ts';
import { createLedgerStore } from '../../../src/host/ledgerStore.ts';

const NOW = new Date(2026, 10, 25, 12).getTime();
const TODAY = '2026-11-25';
const WINDOWS = 4;
const RESERVATIONS = 40;
const LIMIT_CENTS = 400;

describe('createLedgerStore', () => {
  let parent = '';
  let folder = '';

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'plumb-ledger-'));
    folder = path.join(parent, 'storage', 'spending');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('makes its folder with the first line, not before', async () => {
    const store = createLedgerStore(folder);
    assert.deepEqual(await store.days(), []);
    assert.equal(await store.read(TODAY), '');
    assert.deepEqual(await readdir(parent), []);
    await store.append(TODAY, '{"n":1}');
    await store.append(TODAY, '{"n":2}');
    assert.equal(await readFile(path.join(folder, `${TODAY}.jsonl`), 'utf8'), '\n{"n":1}\n{"n":2}');
    assert.equal(await store.read(TODAY), '\n{"n":1}\n{"n":2}');
  });

  it('lists its days, newest first, and nothing else', async () => {
    const store = createLedgerStore(folder);
    for (const day of ['2026-02-01', '2025-12-31', '2026-10-01']) await store.append(day, '{}');
    await writeFile(path.join(folder, 'notes.jsonl'), '{}');
    await writeFile(path.join(folder, '2026-01-01.bak'), '{}');
    assert.deepEqual(await store.days(), ['2026-10-01', '2026-02-01', '2025-12-31']);
  });

  it('S01 takes no day that would lead out of its folder', async () => {
    const store = createLedgerStore(folder);
    for (const day of ['../2026-01-01', '2026-01-01/a', '', '2026-1-1', '2026-01-01\0']) {
      await assert.rejects(store.append(day, '{}'), /Not a day/);
      await assert.rejects(store.read(day), /Not a day/);
    }
  });

  if (process.platform !== 'win32') {
    it('lets only the user read what was spent', async () => {
      await createLedgerStore(folder).append(TODAY, '{}');
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await stat(path.join(folder, `${TODAY}.jsonl`))).mode & 0o777, 0o600);
    });
  }

  it('R55 half a line that a crash left costs only itself', async () => {
    const ledger = createLedger(createLedgerStore(folder), () => NOW);
    const entry = { chatId: 'chat', model: 'model', boundUsd: 0.5 };
    await ledger.reserve({ ...entry, taskUUID: 'a' }, 1);
    await appendFile(path.join(folder, `${TODAY}.jsonl`), '\n{"type":"reserved","at":17');
    assert.deepEqual(await ledger.reserve({ ...entry, taskUUID: 'b' }, 1), { ok: true });
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 1 });
  });

  it('R54 R55 holds one limit for windows that reserve at the same time, and uses it up', async () => {
    const all = await openWindows(folder);
    for (const window of all) window.begin();
    await Promise.all(all.map(({ ended }) => ended));

    const told = all.flatMap(({ told }) => told);
    assert.equal(told.length, WINDOWS * RESERVATIONS);
    const accepted = sumOf(told, 'accepted');
    assert.ok(accepted <= LIMIT_CENTS, `${accepted} cents were accepted`);
    const refused = told.filter(({ verdict }) => verdict === 'refused').map(({ cents }) => cents);
    assert.ok(accepted + Math.min(...refused) > LIMIT_CENTS, `only ${accepted} were accepted`);
    const { pendingUsd } = await createLedger(createLedgerStore(folder), () => NOW).day();
    assert.equal(Math.round(pendingUsd * 100), accepted);
  });

  it('R55 holds the limit when windows are killed, and nothing of theirs blocks for good', async () => {
    const all = await openWindows(folder);
    for (const [index, window] of all.entries()) {
      if (index % 2 === 0) window.killAfter(3 + index);
      window.begin();
    }
    await Promise.all(all.map(({ ended }) => ended));

    const accepted = sumOf(
      all.flatMap(({ told }) => told),
      'accepted',
    );
    assert.ok(accepted <= LIMIT_CENTS, `${accepted} cents were accepted`);
    const later = createLedger(createLedgerStore(folder), () => NOW);
    const { pendingUsd } = await later.day();
    assert.ok(Math.round(pendingUsd * 100) >= accepted);
    for (const { taskUUID } of await later.pending()) await later.release(taskUUID);
    const whole = { taskUUID: 'all', chatId: 'chat', model: 'model', boundUsd: LIMIT_CENTS / 100 };
    assert.deepEqual(await later.reserve(whole, LIMIT_CENTS / 100), { ok: true });
  });
});

interface Said {
  readonly verdict: string;
  readonly cents: number;
}

interface ReservingWindow {
  readonly told: Said[];
  readonly ended: Promise<unknown>;
  begin(): void;
  /** Kills it at once when it has told of so many reservations. */
  killAfter(reservations: number): void;
}

async function openWindows(folder: string): Promise<readonly ReservingWindow[]> {
  return Promise.all(Array.from({ length: WINDOWS }, () => openWindow(folder)));
}

async function openWindow(folder: string): Promise<ReservingWindow> {
  const args = [folder, RESERVATIONS, LIMIT_CENTS, NOW].map(String);
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['test/support/reservingWindow.ts', ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const told: Said[] = [];
  let limit = Infinity;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [verdict = '', cents = ''] = line.split(' ');
      if (verdict !== 'ready') told.push({ verdict, cents: Number(cents) });
    }
    if (told.length >= limit) child.kill('SIGKILL');
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  return {
    told,
    ended,
    begin: () => child.stdin.end(),
    killAfter: reservations => {
      limit = reservations;
    },
  };
}

function sumOf(told: readonly Said[], wanted: string): number {
  return told
    .filter(({ verdict }) => verdict === wanted)
    .reduce((sum, { cents }) => sum + cents, 0);
}
