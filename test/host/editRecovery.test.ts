import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import type { LandingStep } from '../../src/host/edits/applyEdits.ts';
import { createTransactions } from '../../src/host/edits/createTransactions.ts';
import type { Recovery, Transactions } from '../../src/host/edits/transactions.ts';
import type { FileChange } from '../../src/tools/ports.ts';
import { AGENT, create, folderToEditIn, openIn, remove, update } from './editing.ts';
import { type } from './testFolder.ts';

describe('transactions of a run that was killed', () => {
  const at = folderToEditIn();
  let folder: string;
  let started: Transactions[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-killed-'));
  });
  afterEach(async () => {
    for (const each of started) each.dispose();
    started = [];
    await rm(folder, { recursive: true, force: true });
  });

  const start = (onStep?: (step: LandingStep, display?: string) => Promise<void>) => {
    const parts = { folder, logger: nullLogger };
    const run = createTransactions(onStep === undefined ? parts : { ...parts, onStep });
    started.push(run);
    return run;
  };

  /** Lands changes in a run of which nothing happens any more from a step on. */
  const killedAt = async (
    changes: readonly FileChange[],
    step: LandingStep,
    file?: string,
  ): Promise<void> => {
    let reached = (): void => undefined;
    const there = new Promise<void>(resolve => {
      reached = resolve;
    });
    const run = start((now, display) => {
      if (now !== step || (file !== undefined && display !== `${at.name}/${file}`)) {
        return Promise.resolve();
      }
      reached();
      return new Promise(() => undefined);
    });
    void run.portFor(AGENT).apply(changes, new AbortController().signal);
    await there;
  };

  /** As after a restart of the whole editor: without documents that were not saved. */
  const lose = async (file: string): Promise<void> => {
    await openIn(at, file);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  };

  const recover = (): Promise<readonly Recovery[]> => start().recover();
  const named = (...files: string[]) => files.map(file => `${at.name}/${file}`);
  const open = () => readdir(path.join(folder, 'open'));

  const threeFiles = async (): Promise<FileChange[]> => {
    for (const file of ['a.txt', 'b.txt', 'c.txt']) await at.write(file, 'one\r\n');
    return Promise.all(['a.txt', 'b.txt', 'c.txt'].map(file => update(at, file, 'one', 'two')));
  };
  const textsOfThree = async () => [
    await at.text('a.txt'),
    await at.text('b.txt'),
    await at.text('c.txt'),
  ];

  const everyKind = async (): Promise<FileChange[]> => {
    await at.write('a.txt', 'one\n');
    await at.write('gone.txt', Buffer.from('\ufeffone\n', 'utf16le'));
    await at.write('moved.txt', 'one\n');
    await at.write('mixed.txt', 'one\r\ntwo\n');
    return [
      await update(at, 'a.txt', 'one', 'two'),
      create(at, 'new.txt', 'new\n'),
      await remove(at, 'gone.txt'),
      { ...(await update(at, 'moved.txt', 'one', 'two')), moveTo: at.at('to.txt') },
      await update(at, 'mixed.txt', 'two', '2'),
    ];
  };
  const assertAllBefore = async (): Promise<void> => {
    assert.deepEqual((await readdir(at.folder)).sort(), [
      ...['a.txt', 'gone.txt', 'mixed.txt', 'moved.txt'],
    ]);
    assert.equal(await at.text('a.txt'), 'one\n');
    assert.deepEqual(await at.bytes('gone.txt'), Buffer.from('\ufeffone\n', 'utf16le'));
    assert.equal(await at.text('moved.txt'), 'one\n');
    assert.equal(await at.text('mixed.txt'), 'one\r\ntwo\n');
  };
  const assertAllAfter = async (): Promise<void> => {
    assert.deepEqual((await readdir(at.folder)).sort(), [
      ...['a.txt', 'mixed.txt', 'new.txt', 'to.txt'],
    ]);
    assert.equal(await at.text('a.txt'), 'two\n');
    assert.equal(await at.text('new.txt'), 'new\n');
    assert.equal(await at.text('to.txt'), 'two\n');
    assert.equal(await at.text('mixed.txt'), 'one\r\n2\n');
  };

  it('R25 are rolled back after a kill between file 2 and 3, with the editor restarted', async () => {
    await killedAt(await threeFiles(), 'saving', 'c.txt');
    // The first two were saved, the third was not.
    const saved = async () => (await textsOfThree()).filter(text => text === 'two\r\n').length;
    while ((await saved()) < 2) await new Promise(resolve => setImmediate(resolve));
    await lose('c.txt');
    assert.deepEqual(await textsOfThree(), ['two\r\n', 'two\r\n', 'one\r\n']);
    assert.deepEqual(await recover(), [
      { outcome: 'rolledBack', files: named('a.txt', 'b.txt', 'c.txt') },
    ]);
    assert.deepEqual(await textsOfThree(), ['one\r\n', 'one\r\n', 'one\r\n']);
    assert.deepEqual(await open(), []);
    assert.deepEqual(await start().history('chat'), []);
  });

  it('R25 are finished and saved where the editor still has all of it', async () => {
    await killedAt(await threeFiles(), 'saving', 'c.txt');
    const [recovery] = await recover();
    assert.equal(recovery?.outcome, 'finished');
    assert.deepEqual(await textsOfThree(), ['two\r\n', 'two\r\n', 'two\r\n']);
    assert.deepEqual(await open(), []);
    assert.equal((await start().history('chat')).length, 1);
  });

  for (const step of ['recorded', 'rewritten'] as const) {
    it(`R25 end as before after a kill at the step "${step}"`, async () => {
      await killedAt(await everyKind(), step);
      const [recovery, ...others] = await recover();
      assert.deepEqual([recovery?.outcome, others], ['rolledBack', []]);
      await assertAllBefore();
      assert.deepEqual(await open(), []);
    });
  }

  for (const step of ['edited', 'saving', 'saved', 'landed'] as const) {
    it(`R25 end as after if the extension host alone is killed at the step "${step}"`, async () => {
      await killedAt(await everyKind(), step);
      const [recovery, ...others] = await recover();
      assert.deepEqual([recovery?.outcome, others], ['finished', []]);
      await assertAllAfter();
      assert.deepEqual(await open(), []);
    });
  }

  it('R25 end as before if the editor goes before it has saved anything', async () => {
    await killedAt(await everyKind(), 'edited');
    await lose('a.txt');
    await lose('to.txt');
    const [recovery, ...others] = await recover();
    assert.deepEqual([recovery?.outcome, others], ['rolledBack', []]);
    await assertAllBefore();
  });

  it('R25 end as before after a kill in the middle of the recovery', async () => {
    await killedAt(await everyKind(), 'edited');
    await lose('a.txt');
    await lose('to.txt');
    // As far as the recovery might have come.
    await at.write('moved.txt', 'one\n');
    await unlink(at.fsPath('to.txt'));
    await unlink(at.fsPath('new.txt'));
    const [recovery, ...others] = await recover();
    assert.deepEqual([recovery?.outcome, others], ['rolledBack', []]);
    await assertAllBefore();
  });

  it('R25 leave alone, and name, a file that the user went on working on', async () => {
    await killedAt(await threeFiles(), 'landed');
    await at.write('b.txt', 'by the user\n');
    assert.deepEqual(await recover(), [
      { outcome: 'rolledBack', files: named('a.txt', 'c.txt') },
      { outcome: 'leftAlone', files: named('b.txt') },
    ]);
    assert.deepEqual(await textsOfThree(), ['one\r\n', 'by the user\n', 'one\r\n']);
  });

  it('R25 R01 leave unsaved text unsaved, and take a restart without it for what was before', async () => {
    await at.write('dirty.txt', 'one\n');
    await at.write('b.txt', 'one\n');
    const dirty = await type(at.uri('dirty.txt'), 'un');
    const changes = [
      await update(at, 'dirty.txt', 'one', 'two'),
      await update(at, 'b.txt', 'one', 'two'),
    ];
    await killedAt(changes, 'landed');
    assert.equal((await recover())[0]?.outcome, 'finished');
    assert.deepEqual([dirty.getText(), dirty.isDirty], ['untwo\n', true]);
    assert.equal(await at.text('dirty.txt'), 'one\n');
    const more = [await update(at, 'dirty.txt', 'two', '3'), await update(at, 'b.txt', 'two', '3')];
    await killedAt(more, 'landed');
    await lose('dirty.txt');
    assert.deepEqual(await recover(), [
      { outcome: 'rolledBack', files: named('dirty.txt', 'b.txt') },
    ]);
    assert.equal(await at.text('dirty.txt'), 'one\n');
    assert.equal(await at.text('b.txt'), 'two\n');
  });

  it('R25 remove a creation only if it is exactly as it was made', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    await killedAt([change, create(at, 'new.txt', 'new\n')], 'edited');
    await lose('a.txt');
    await at.write('new.txt', 'new\nand more\n');
    assert.deepEqual(await recover(), [
      { outcome: 'rolledBack', files: named('a.txt') },
      { outcome: 'leftAlone', files: named('new.txt') },
    ]);
    assert.equal(await at.text('new.txt'), 'new\nand more\n');
  });

  it('R25 leave all alone, and say so, where the journal lost a text', async () => {
    await killedAt(await threeFiles(), 'landed');
    const texts = path.join(folder, 'texts');
    for (const name of await readdir(texts)) await unlink(path.join(texts, name));
    assert.deepEqual(await recover(), [
      { outcome: 'leftAlone', files: named('a.txt', 'b.txt', 'c.txt') },
    ]);
    assert.deepEqual(await textsOfThree(), ['two\r\n', 'two\r\n', 'two\r\n']);
  });

  it('R04 are not disturbed while their window may be at work', async () => {
    await at.write('a.txt', 'one\n');
    let goOn = (): void => undefined;
    const held = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let reached = (): void => undefined;
    const there = new Promise<void>(resolve => {
      reached = resolve;
    });
    const first = createTransactions({
      folder,
      logger: nullLogger,
      owner: { host: 'elsewhere', pid: 1, run: 'another window' },
      onStep: step => {
        if (step !== 'edited') return Promise.resolve();
        reached();
        return held;
      },
    });
    started.push(first);
    const change = await update(at, 'a.txt', 'one', 'two');
    const applied = first.portFor(AGENT).apply([change], new AbortController().signal);
    await there;
    const recovering = recover();
    goOn();
    assert.equal((await applied).applied, true);
    assert.deepEqual(await recovering, []);
    assert.equal(await at.text('a.txt'), 'two\n');
  });
});
