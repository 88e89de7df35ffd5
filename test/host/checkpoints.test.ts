import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createSession, type Session } from '../../src/chat/session.ts';
import { readLog } from '../../src/chat/sessionLog.ts';
import { fileNow } from '../../src/host/checkpointFiles.ts';
import { createCheckpoints, type CheckpointPrompts } from '../../src/host/checkpoints.ts';
import { createTransactions } from '../../src/host/edits/createTransactions.ts';
import type { Transactions } from '../../src/host/edits/transactions.ts';
import type { FileChange } from '../../src/tools/ports.ts';
import { call, editProposal, effectTool, output } from '../unit/chat/fakeTools.ts';
import { worldOf, type World } from '../unit/chat/sessionHarness.ts';
import { ofType } from '../unit/chat/turnHarness.ts';
import { create, folderToEditIn, openIn, remove, update } from './editing.ts';
import { type } from './testFolder.ts';

/** What the agent does in one turn: change sets, each worked out when it is its turn. */
interface Turn {
  /** As the chat's log names them. */
  readonly files: readonly string[];
  readonly sets: readonly (() => Promise<readonly FileChange[]>)[];
}

type TextChoice = Awaited<ReturnType<CheckpointPrompts['chooseText']>>;

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('restoring a checkpoint, with real files,', () => {
  const at = folderToEditIn();
  let folder: string;
  let started: Transactions[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-checkpoints-'));
  });
  afterEach(async () => {
    for (const each of started) each.dispose();
    started = [];
    await rm(folder, { recursive: true, force: true });
  });

  /** As after a reload, if it is not the first. */
  const start = (): Transactions => {
    const transactions = createTransactions({ folder, logger: nullLogger });
    started.push(transactions);
    return transactions;
  };

  /** A chat in which the agent did all this, each for a message of its own. */
  const chatOf = async (
    transactions: Transactions,
    ...turns: readonly Turn[]
  ): Promise<World & { readonly session: Session; readonly messages: readonly string[] }> => {
    const waiting = [...turns];
    const act = effectTool('act', {
      propose: () => {
        const proposal = editProposal('x');
        const files = waiting[0]?.files ?? [];
        if (proposal.kind !== 'edit') return proposal;
        const diff = proposal.diff.flatMap(each =>
          files.map(file => ({ ...each, path: `${at.name}/${file}` })),
        );
        return { ...proposal, diff };
      },
      perform: async (_proposal, { signal }) => {
        const messageId = ofType(session.events, 'userMessage').at(-1)?.id ?? '';
        const port = transactions.portFor({ kind: 'agent', chatId: 'chat', messageId });
        for (const changes of waiting.shift()?.sets ?? []) {
          const outcome = await port.apply(await changes(), signal);
          assert.equal(outcome.applied, true, JSON.stringify(outcome));
        }
        return output('done');
      },
    });
    const world = worldOf(
      turns.flatMap((_turn, index) => [{ calls: [call(`c${index}`, 'act')] }, { text: ['Done'] }]),
      { tools: [act], settings: { mode: 'editsOn' } },
    );
    const session = createSession('chat', world.parts);
    for (const index of turns.keys()) {
      await session.send({ text: `message ${index}` });
      await session.whenIdle();
    }
    assert.deepEqual(waiting, []);
    return {
      ...world,
      session,
      messages: ofType(session.events, 'userMessage').map(({ id }) => id),
    };
  };

  /** The person who restores files, and answers each question in the same way. */
  const restoring = (transactions: Transactions, session: Session, text?: TextChoice) => {
    const asked: string[] = [];
    const told: { count: number; left: readonly string[]; undo: () => Promise<void> }[] = [];
    const checkpoints = createCheckpoints({
      transactions,
      openSession: () => Promise.resolve(session),
      fileNow,
      prompts: {
        mayStop: () => assert.fail('the chat is idle'),
        chooseMessage: () => assert.fail('the message is known'),
        chooseWhat: () => Promise.resolve('files'),
        chooseWithFiles: () => assert.fail('nothing is sent anew'),
        chooseText: ({ display }) => {
          asked.push(display);
          return Promise.resolve(text);
        },
        tellRestored: (count, left, undo) => {
          told.push({ count, left, undo });
        },
      },
      putInComposer: () => assert.fail('the chat does not go back'),
      logger: nullLogger,
    });
    return { checkpoints, asked, told };
  };
  const named = (...files: string[]): string[] => files.map(file => `${at.name}/${file}`);
  const edit = (file: string, from: string, to: string): Turn => ({
    files: [file],
    sets: [async () => [await update(at, file, from, to)]],
  });
  const move = async (from: string, to: string): Promise<FileChange> => {
    const whole = await update(at, from, '', '');
    return { ...whole, edits: [], moveTo: at.at(to) };
  };

  /** Where the journal keeps a text. */
  const textFile = (text: string): string => {
    const hash = createHash('sha256').update(Buffer.from(text, 'utf16le'));
    return path.join(folder, 'texts', hash.digest('hex'));
  };

  const FIVE = '\ufeffone\r\ntwo\r\nthree\r\nfour\r\nfive';
  for (const [choice, expected] of [
    ['mine', FIVE.replace('one', 'ONE').replace('five', 'mine')],
    ['checkpoint', FIVE],
    ['merged', FIVE.replace('five', 'mine')],
  ] as const) {
    it(`R34 R05 R08 asks about a file that the user changed since, and leaves others: ${choice}`, async () => {
      const transactions = start();
      await at.write('a.txt', FIVE);
      await at.write('b.txt', FIVE);
      await at.write('other.txt', 'one\r\ntwo\n');
      const { session, messages } = await chatOf(transactions, {
        files: ['a.txt', 'b.txt'],
        sets: ['a.txt', 'b.txt'].map(file => async () => [await update(at, file, 'one', 'ONE')]),
      });
      await at.write('a.txt', (await at.text('a.txt')).replace('five', 'mine'));
      await at.write('other.txt', 'the user’s\r\nown\n');
      const { checkpoints, asked, told } = restoring(transactions, session, choice);
      await checkpoints.restore('chat', messages[0] ?? '');
      assert.deepEqual(asked, named('a.txt'));
      const { isDirty } = await vscode.workspace.openTextDocument(at.uri('a.txt'));
      assert.equal(isDirty, false, 'VS Code has not saved it');
      assert.equal(await at.text('a.txt'), expected);
      assert.equal(await at.text('b.txt'), FIVE);
      assert.equal(await at.text('other.txt'), 'the user’s\r\nown\n');
      assert.deepEqual(told[0]?.left, []);
      await told[0].undo();
      assert.equal(await at.text('a.txt'), FIVE.replace('one', 'ONE').replace('five', 'mine'));
      assert.equal(await at.text('b.txt'), FIVE.replace('one', 'ONE'));
    });
  }

  it('R34 R01 lays unsaved text over the checkpoint and leaves it unsaved', async () => {
    const transactions = start();
    await at.write('a.txt', 'one\ntwo\nthree\nfour\n');
    const { session, messages } = await chatOf(transactions, edit('a.txt', 'four', 'FOUR'));
    const document = await type(at.uri('a.txt'), 'typed\n');
    const { checkpoints } = restoring(transactions, session, 'merged');
    await checkpoints.restore('chat', messages[0] ?? '');
    assert.equal(document.getText(), 'typed\none\ntwo\nthree\nfour\n');
    assert.equal(document.isDirty, true);
    assert.equal(await at.text('a.txt'), 'one\ntwo\nthree\nFOUR\n');
    await openIn(at, 'a.txt');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('R33 R34 returns every byte of created, deleted and moved files, and Undo takes that back', async () => {
    const transactions = start();
    await at.write('gone.txt', utf16('one\r\ntwo'));
    await at.write('moved.txt', '\ufeffone\r\n');
    await at.write('kept.txt', 'kept\n');
    const { session, messages } = await chatOf(transactions, edit('kept.txt', 'kept', 'KEPT'), {
      files: ['gone.txt', 'to.txt', 'new.txt'],
      sets: [
        async () => [
          await remove(at, 'gone.txt'),
          { ...(await update(at, 'moved.txt', 'one', '1')), moveTo: at.at('to.txt') },
          create(at, 'new.txt', 'new\n'),
        ],
      ],
    });
    assert.deepEqual(await readdir(at.folder), ['kept.txt', 'new.txt', 'to.txt']);
    const { checkpoints, asked, told } = restoring(transactions, session);
    await checkpoints.restore('chat', messages[1] ?? '');
    assert.deepEqual(asked, []);
    assert.deepEqual(await readdir(at.folder), ['gone.txt', 'kept.txt', 'moved.txt']);
    assert.deepEqual(await at.bytes('gone.txt'), utf16('one\r\ntwo'));
    assert.equal(await at.text('moved.txt'), '\ufeffone\r\n');
    assert.equal(await at.text('kept.txt'), 'KEPT\n');
    assert.equal(told[0]?.count, 3);
    await told[0].undo();
    assert.deepEqual(await readdir(at.folder), ['kept.txt', 'new.txt', 'to.txt']);
    assert.equal(await at.text('to.txt'), '\ufeff1\r\n');
    assert.equal(await at.text('new.txt'), 'new\n');
  });

  it('R06 returns every byte of a file with mixed line endings', async () => {
    const transactions = start();
    const mixed = 'one\r\ntwo\nthree\rfour\n';
    await at.write('mixed.txt', mixed);
    const { session, messages } = await chatOf(transactions, edit('mixed.txt', 'two', '2'));
    const { checkpoints, asked, told } = restoring(transactions, session);
    await checkpoints.restore('chat', messages[0] ?? '');
    assert.deepEqual([asked, told[0]?.count], [[], 1]);
    assert.equal(await at.text('mixed.txt'), mixed);
    await told[0]?.undo();
    assert.equal(await at.text('mixed.txt'), mixed.replace('two', '2'));
  });

  it('R34 sets back two files that swapped places', async () => {
    const transactions = start();
    await at.write('a.txt', '\ufeffa\r\n');
    await at.write('b.txt', '\ufeffb\r\n');
    const { session, messages } = await chatOf(transactions, {
      files: ['a.txt', 'b.txt'],
      sets: [
        async () => [await move('a.txt', 'c.txt')],
        async () => [await move('b.txt', 'a.txt')],
        async () => [await move('c.txt', 'b.txt')],
      ],
    });
    assert.deepEqual(
      [await at.text('a.txt'), await at.text('b.txt')],
      ['\ufeffb\r\n', '\ufeffa\r\n'],
    );
    const { checkpoints, told } = restoring(transactions, session);
    await checkpoints.restore('chat', messages[0] ?? '');
    assert.deepEqual(await readdir(at.folder), ['a.txt', 'b.txt']);
    assert.deepEqual(
      [await at.text('a.txt'), await at.text('b.txt')],
      ['\ufeffa\r\n', '\ufeffb\r\n'],
    );
    await told[0]?.undo();
    assert.deepEqual(
      [await at.text('a.txt'), await at.text('b.txt')],
      ['\ufeffb\r\n', '\ufeffa\r\n'],
    );
  });

  it('R35 works after a reload', async () => {
    const before = start();
    await at.write('a.txt', FIVE);
    const first = await chatOf(before, edit('a.txt', 'two', 'TWO'), edit('a.txt', 'four', 'FOUR'));
    before.dispose();
    const transactions = start();
    await transactions.recover();
    const again = createSession('chat', first.parts, readLog(first.log.logs.get('chat') ?? ''));
    const { checkpoints, asked } = restoring(transactions, again);
    await checkpoints.restore('chat', first.messages[1] ?? '');
    assert.equal(await at.text('a.txt'), FIVE.replace('two', 'TWO'));
    await checkpoints.restore('chat', first.messages[0] ?? '');
    assert.equal(await at.text('a.txt'), FIVE);
    assert.deepEqual(asked, []);
  });

  for (const [what, damage] of [
    [
      'a record is damaged',
      async () => {
        const done = path.join(folder, 'done', 'chat');
        const [first = ''] = (await readdir(done)).sort();
        await writeFile(path.join(done, first), '{"schema":1,');
      },
    ],
    ['a text is missing', () => unlink(textFile('lost, before\n'))],
    ['a text is damaged', () => writeFile(textFile('lost, before\n'), 'other')],
  ] as const) {
    it(`R36 restores the rest where ${what}, and names what it cannot`, async () => {
      const before = start();
      await at.write('lost.txt', 'lost, before\n');
      await at.write('a.txt', 'one\r\n');
      const { session, messages } = await chatOf(
        before,
        edit('lost.txt', 'before', 'after'),
        edit('a.txt', 'one', 'ONE'),
      );
      before.dispose();
      await damage();
      const transactions = start();
      const { checkpoints, told } = restoring(transactions, session);
      await checkpoints.restore('chat', messages[0] ?? '');
      assert.equal(await at.text('a.txt'), 'one\r\n');
      assert.equal(await at.text('lost.txt'), 'lost, after\n');
      assert.deepEqual([told[0]?.count, told[0]?.left], [1, named('lost.txt')]);
    });
  }
});

describe('a file as a checkpoint finds it', () => {
  const at = folderToEditIn();
  const now = (file: string) => fileNow(at.uri(file).toString());

  it('R06 R08 has the line endings and the encoding of the disk', async () => {
    await at.write('mixed.txt', '\ufeffone\r\ntwo\nthree\r');
    const uri = at.uri('mixed.txt').toString();
    assert.deepEqual(await now('mixed.txt'), {
      uri,
      text: 'one\r\ntwo\nthree\r',
      encoding: 'utf8bom',
    });
  });

  it('R01 has the text that the user has not saved', async () => {
    await at.write('a.txt', 'one\r\n');
    const document = await type(at.uri('a.txt'), 'un');
    assert.deepEqual(await now('a.txt'), {
      uri: document.uri.toString(),
      text: 'unone\r\n',
      encoding: 'utf8',
    });
    await openIn(at, 'a.txt');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('R12 R29 R30 R31 is missing, or not to be read where it is no valid text', async () => {
    await at.write('a.bin', Buffer.from([0, 1, 2, 0]));
    await at.write('invalid.txt', Buffer.from('one\xff\n', 'latin1'));
    await at.write('a.ipynb', '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}');
    await at.write('folder/a.txt', '');
    assert.equal(await now('gone.txt'), 'missing');
    assert.equal(await now('folder/a.txt/below.txt'), 'missing');
    for (const file of ['a.bin', 'invalid.txt', 'a.ipynb', 'folder']) {
      assert.equal(await now(file), 'unreadable', file);
    }
  });
});
