import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nullLogger } from '../../../../src/base/logger.ts';
import { createJournal } from '../../../../src/host/edits/journal.ts';
import type { RecordOwner } from '../../../../src/host/edits/journalRecord.ts';
import type { Recovery } from '../../../../src/host/edits/transactions.ts';
import { editedFolderForEachTest } from '../../../support/standInEditor/editedFolder.ts';

const DEAD: RecordOwner = { host: 'elsewhere', pid: 1, run: 'dead' };
const LIVING: RecordOwner = { host: 'here', pid: 2, run: 'living' };
const OLD = `one\r\ntwo\n${'the work of a year\n'.repeat(500)}`;
const NEW = OLD.replace('two', '2');

describe('a change set whose host was killed while it wrote', () => {
  const { folder, fileOf, uriOf, textOf } = editedFolderForEachTest();
  const state = (name: string, text: string) => ({
    uri: uriOf(name),
    encoding: 'utf8',
    text,
  });

  /** What each file held, was to hold, and holds now. */
  const broken = async (files: Readonly<Record<string, readonly [string, string, string]>>) => {
    await createJournal(path.join(folder(), '.edits'), DEAD, nullLogger).open({
      id: globalThis.crypto.randomUUID(),
      at: 1,
      origin: { kind: 'agent', chatId: 'chat', messageId: 'm' },
      files: Object.entries(files).map(([display, [old, next]]) => ({
        display,
        before: state(display, old),
        after: state(display, next),
        disk: undefined,
      })),
    });
    for (const [name, [, , now]] of Object.entries(files)) await writeFile(fileOf(name), now);
  };
  /** What the next start makes of it, with what is then in the history of the chat. */
  const recovered = async () => {
    const { recoverEntry } = await import('../../../../src/host/edits/recoverEntry.ts');
    const next = createJournal(path.join(folder(), '.edits'), LIVING, nullLogger);
    const told: Recovery[] = [];
    for (const entry of await next.foreign()) {
      told.push(...(await recoverEntry(entry, nullLogger)).told);
    }
    assert.deepEqual(await readdir(path.join(folder(), '.edits', 'open')), []);
    return { told, history: (await next.history('chat')).flatMap(({ files }) => files) };
  };

  for (const [what, now] of [
    ['nothing', ''],
    ['a part of the new text', NEW.slice(0, 4_096)],
    ['a part of the old text', OLD.slice(0, 4_096)],
  ] as const) {
    it(`R25 gets its file back of which ${what} had been written`, async () => {
      await broken({ a: [OLD, NEW, now] });
      const { told, history } = await recovered();
      assert.deepEqual(told, [{ outcome: 'rolledBack', files: ['a'] }]);
      assert.equal(await textOf('a'), OLD);
      assert.deepEqual(history, []);
    });
  }

  it('R25 leaves a part alone that was written long after, and keeps the old text', async () => {
    await broken({ a: [OLD, NEW, OLD.slice(0, 100)] });
    const later = new Date(Date.now() + 60_000);
    await utimes(fileOf('a'), later, later);
    const { told, history } = await recovered();
    assert.deepEqual(told, [{ outcome: 'leftAlone', files: ['a'] }]);
    assert.equal(await textOf('a'), OLD.slice(0, 100));
    assert.deepEqual(history, [{ display: 'a', before: state('a', OLD), after: state('a', NEW) }]);
  });

  it('R25 keeps the old text of what it leaves alone, and of nothing else', async () => {
    await broken({ a: ['1\n', '2\n', '2\n'], b: ['1\n', '2\n', 'by the user\n'] });
    const { told, history } = await recovered();
    assert.deepEqual(told, [
      { outcome: 'rolledBack', files: ['a'] },
      { outcome: 'leftAlone', files: ['b'] },
    ]);
    assert.equal(await textOf('a'), '1\n');
    assert.deepEqual(
      history.map(({ display, before }) => [display, before?.text]),
      [['b', '1\n']],
    );
  });

  it('R25 R27 leaves a text alone that a formatter may have made, or the user, and keeps the old one', async () => {
    await broken({ a: ['1\n', '2\n', 'formatted\n'], b: ['1\n', '2\n', '1\n'] });
    const { told, history } = await recovered();
    assert.deepEqual(told, [
      { outcome: 'rolledBack', files: ['b'] },
      { outcome: 'leftAlone', files: ['a'] },
    ]);
    assert.equal(await textOf('a'), 'formatted\n');
    assert.deepEqual(
      history.map(({ display, before }) => [display, before?.text]),
      [['a', '1\n']],
    );
  });
});
