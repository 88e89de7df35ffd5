import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../../../../src/base/hash.ts';
import { nullLogger } from '../../../../src/base/logger.ts';
import type { LandingStep } from '../../../../src/host/edits/applyEdits.ts';
import type { AppliedTransaction } from '../../../../src/host/edits/transactions.ts';
import type { FileChange } from '../../../../src/tools/ports.ts';
import { editedFolderForEachTest } from '../../../support/standInEditor/editedFolder.ts';

describe('a change set that has landed', () => {
  const { folder, editor, fileOf, uriOf, textOf } = editedFolderForEachTest();
  const open = () => readdir(path.join(folder(), '.edits', 'open'));

  const change = async (name: string): Promise<FileChange> => {
    await writeFile(fileOf(name), `ONE ${name}\n`);
    return {
      kind: 'update',
      path: { display: name, uri: uriOf(name) },
      baselineHash: await sha256(`ONE ${name}\n`),
      edits: [{ start: 0, end: 3, text: 'TWO' }],
    };
  };
  const transactions = async (
    onStep: (step: LandingStep, display?: string) => Promise<void> = () => Promise.resolve(),
  ) => {
    const { createTransactions } = await import('../../../../src/host/edits/createTransactions.ts');
    const made = createTransactions({
      folder: path.join(folder(), '.edits'),
      logger: nullLogger,
      onStep,
    });
    const told: AppliedTransaction[] = [];
    made.onDidApply(transaction => told.push(transaction));
    const port = made.portFor({ kind: 'agent', chatId: 'chat', messageId: 'm' });
    return {
      told,
      history: () => made.history('chat'),
      apply: (...changes: FileChange[]) => port.apply(changes, new AbortController().signal),
    };
  };

  it('R26 is told and kept where one of its files could not be saved', async () => {
    const { told, history, apply } = await transactions();
    const changes = [await change('a'), await change('b')];
    const closed = await editor().opened(fileOf('b'));
    closed.save = () => {
      editor().close(closed);
      return Promise.reject(new Error('Document has been closed'));
    };
    const outcome = await apply(...changes);
    assert.ok(outcome.applied);
    assert.deepEqual(
      outcome.files.map(({ saved }) => saved),
      [true, false],
    );
    assert.match(outcome.files[1]?.note ?? '', /Document has been closed/);
    assert.equal(outcome.files[1]?.text, 'ONE b\n', 'what is really there');
    assert.deepEqual([await textOf('a'), await textOf('b')], ['TWO a\n', 'ONE b\n']);
    assert.equal(told.length, 1);
    assert.equal((await history()).length, 1);
    assert.deepEqual(await open(), []);
  });

  for (const step of ['saving', 'saved'] as const) {
    it(`R26 is told and kept where something fails at the step "${step}"`, async () => {
      const failing = await transactions(now =>
        now === step ? Promise.reject(new Error('failed')) : Promise.resolve(),
      );
      assert.equal((await failing.apply(await change('a'))).applied, true);
      assert.equal(failing.told.length, 1);
      assert.equal((await failing.history())[0]?.files[0]?.before?.text, 'ONE a\n');
    });
  }

  it('R35 stands behind what an earlier run did, also where the clock was set back', async () => {
    const first = await transactions();
    await first.apply(await change('a'));
    const clock = Date.now.bind(Date);
    Date.now = () => clock() - 3_600_000;
    try {
      const { apply, history } = await transactions();
      await apply(await change('b'));
      assert.deepEqual(
        (await history()).map(({ files }) => files[0]?.display),
        ['a', 'b'],
      );
    } finally {
      Date.now = clock;
    }
  });

  it('R24 is told and kept as far as it could not be taken back', async () => {
    const typed = { text: '' };
    const broken = await transactions(async step => {
      if (step !== 'edited') return;
      const document = await editor().opened(fileOf('b'));
      document.text += typed.text = 'and more\n';
      throw new Error('failed');
    });
    await assert.rejects(
      broken.apply(await change('a'), await change('b')),
      /taken back whole.* b/,
    );
    assert.equal(await textOf('a'), 'ONE a\n');
    const [transaction] = await broken.history();
    const state = (text: string) => ({ uri: uriOf('b'), encoding: 'utf8', text });
    assert.deepEqual(transaction?.files, [
      { display: 'b', before: state('ONE b\n'), after: state('TWO b\nand more\n') },
    ]);
    assert.deepEqual(broken.told, [transaction]);
    assert.deepEqual(await open(), []);
  });
});
