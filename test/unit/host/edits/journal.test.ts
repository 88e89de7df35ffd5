import assert from 'node:assert/strict';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nullLogger } from '../../../../src/base/logger.ts';
import { createJournal, type Journal } from '../../../../src/host/edits/journal.ts';
import { pruneJournal } from '../../../../src/host/edits/pruneJournal.ts';
import { thisOwner } from '../../../../src/host/edits/recordOwner.ts';
import type { EditOrigin } from '../../../../src/host/edits/transactions.ts';
import { emptyFolderForEachTest } from './emptyFolder.ts';

const origin: EditOrigin = { kind: 'agent', chatId: 'chat', messageId: 'm' };
const state = (text: string) => ({ uri: 'file:///a.txt', text, encoding: 'utf8' });

describe('the journal', () => {
  const folder = emptyFolderForEachTest();
  const journal = (): Journal => createJournal(folder(), thisOwner(), nullLogger);
  const namesIn = (name: string) => readdir(path.join(folder(), name));

  const open = (from: Journal, at: number, before: string, after: string) =>
    from.open({
      id: globalThis.crypto.randomUUID(),
      at,
      origin,
      files: [{ display: 'a.txt', before: state(before), after: state(after), disk: undefined }],
    });
  const texts = async () =>
    (await journal().history('chat')).map(({ files }) => files[0]?.after?.text);

  it('R25 has all of a change set on the disk before it lands, and keeps it for the next run', async () => {
    await open(journal(), 1, 'one', 'two');
    const [entry, ...others] = await journal().foreign();
    assert.deepEqual(others, []);
    assert.deepEqual(await entry?.load(), [
      { display: 'a.txt', before: state('one'), after: state('two'), disk: undefined },
    ]);
    assert.equal(entry?.isAtWork, false);
    assert.deepEqual(await texts(), []);
  });

  it('gives back what was done for a chat, oldest first, with what participants made of it', async () => {
    const first = journal();
    const later = await open(first, 2_000, 'two', 'three');
    const earlier = await open(first, 30, 'one', 'two');
    await later.settled(0, state('formatted'));
    await later.close();
    await earlier.close();
    assert.deepEqual(await texts(), ['two', 'formatted']);
    assert.deepEqual(await journal().history('other'), []);
    assert.deepEqual(await namesIn('open'), []);
  });

  it('keeps nothing of what was taken back', async () => {
    await (await open(journal(), 1, 'one', 'two')).discard();
    assert.deepEqual(await namesIn('open'), []);
    assert.deepEqual(await texts(), []);
  });

  it('R36 leaves out what is damaged or lacks a text, and keeps the rest', async () => {
    for (const [at, text] of [
      [1, 'broken'],
      [2, 'lost'],
      [3, 'whole'],
    ] as const) {
      await (await open(journal(), at, 'before', text)).close();
    }
    const done = path.join(folder(), 'done', 'chat');
    const [broken, lost] = (await readdir(done)).sort();
    await writeFile(path.join(done, broken ?? ''), '{"schema":1,');
    const record = await readFile(path.join(done, lost ?? ''), 'utf8');
    const text = /"after":\{[^}]*"text":"(\w+)"/.exec(record)?.[1] ?? '';
    await rm(path.join(folder(), 'texts', text));
    assert.deepEqual(await texts(), ['whole']);
  });

  it('R04 lets one of two windows recover what a third left open', async () => {
    await open(journal(), 1, 'one', 'two');
    const [one] = await journal().foreign();
    const [other] = await journal().foreign();
    const claims = [await one?.claim(), await other?.claim()];
    assert.equal(claims.filter(claim => claim !== undefined).length, 1);
    assert.equal((await namesIn('open')).length, 1);
    await claims[0]?.close();
    assert.deepEqual(await texts(), ['two']);
  });

  it('says that it cannot be written', async () => {
    await writeFile(path.join(folder(), 'texts'), 'a file in place of a folder');
    await assert.rejects(open(journal(), 1, 'one', 'two'));
  });

  it('drops what is too old, then what is too much, then texts that nothing names', async () => {
    const now = Date.now();
    const limits = { ageMs: 1_000_000, bytes: 24, youngMs: 0 };
    for (const [age, before, after] of [
      [2_000_000, 'old_', 'four'],
      [3_000, 'four', 'five'],
      [2_000, 'five', 'six_'],
      [1_000, 'six_', 'ten_'],
    ] as const) {
      await (await open(journal(), now - age, before, after)).close();
    }
    await open(journal(), now, 'open', 'last');
    await pruneJournal(folder(), nullLogger, limits);
    assert.deepEqual(await texts(), ['six_', 'ten_']);
    assert.equal((await namesIn('texts')).length, 5);
    assert.equal((await journal().foreign()).length, 1);
  });

  it('R35 drops nothing for its age because the clock is far ahead for one start', async () => {
    const now = Date.now();
    await (await open(journal(), now - 1_000, 'one', 'two')).close();
    await (await open(journal(), now, 'two', 'three')).close();
    const clock = Date.now.bind(Date);
    Date.now = () => clock() + 40 * 24 * 60 * 60 * 1_000;
    try {
      await journal().prune();
    } finally {
      Date.now = clock;
    }
    assert.deepEqual(await texts(), ['two', 'three']);
  });

  it('leaves a text alone that a record of another window may come to name', async () => {
    const entry = await open(journal(), 1, 'one', 'two');
    await entry.discard();
    await journal().prune();
    assert.equal((await namesIn('texts')).length, 2);
    for (const name of await namesIn('texts')) {
      await utimes(path.join(folder(), 'texts', name), new Date(0), new Date(0));
    }
    await journal().prune();
    assert.deepEqual(await namesIn('texts'), []);
  });
});
