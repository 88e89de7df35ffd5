import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/emitter.ts';
import { nullLogger } from '../../../src/base/logger.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import {
  createCheckpoints,
  type CheckpointPrompts,
  type Checkpoints,
} from '../../../src/host/checkpoints.ts';
import type {
  AppliedTransaction,
  FileState,
  Transactions,
} from '../../../src/host/edits/transactions.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, editProposal, effectTool, output } from '../chat/fakeTools.ts';
import { eventOf, worldOf } from '../chat/sessionHarness.ts';
import { ofType } from '../chat/turnHarness.ts';

const FIVE = 'a\nb\nc\nd\ne\n';

/** Files in memory, and the change sets that were made in them. */
function filesInMemory(initial: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries(initial));
  const history: AppliedTransaction[] = [];
  const applied = new Emitter<AppliedTransaction>();
  const restores: number[] = [];
  const state = (uri: string): FileState | undefined => {
    const text = files.get(uri);
    return text === undefined ? undefined : { uri, text, encoding: 'utf8' };
  };
  const put = (uri: string, text: string | undefined): void => {
    if (text === undefined) files.delete(uri);
    else files.set(uri, text);
  };
  const transactions: Pick<Transactions, 'history' | 'restore' | 'onDidApply'> = {
    history: () => Promise.resolve(history),
    onDidApply: applied.event,
    restore: (restorations, origin) => {
      restores.push(restorations.length);
      const stale = restorations.find(
        ({ expected }) => expected !== undefined && files.get(expected.uri) !== expected.text,
      );
      if (stale !== undefined) {
        return Promise.resolve({ applied: false, reason: `${stale.display} was changed since.` });
      }
      for (const { expected, target } of restorations) {
        if (expected !== undefined) files.delete(expected.uri);
        if (target !== undefined) files.set(target.uri, target.text);
      }
      const done: AppliedTransaction = {
        id: `restore-${restores.length}`,
        at: 1e6 + restores.length,
        origin,
        files: restorations.map(({ display, expected, target }) => ({
          display,
          before: expected,
          after: target,
        })),
      };
      history.push(done);
      applied.fire(done);
      return Promise.resolve({ applied: true, files: [] });
    },
  };
  /** What the agent does in the turn of a message. */
  const edit = (messageId: string, uri: string, text: string | undefined): void => {
    const before = state(uri);
    put(uri, text);
    history.push({
      id: `${history.length}`,
      at: history.length,
      origin: { kind: 'agent', chatId: 'chat', messageId },
      files: [{ display: uri, before, after: state(uri) }],
    });
  };
  return { files, history, restores, transactions, state, edit, put };
}

type Answers = Partial<Record<'what' | 'text', string>> & { readonly mayStop?: boolean };

function stage(
  session: Session,
  store: ReturnType<typeof filesInMemory>,
  answers: Answers,
): {
  readonly checkpoints: Checkpoints;
  readonly asked: string[];
  readonly composer: string[];
  readonly told: { readonly left: readonly string[]; readonly undo: () => Promise<void> }[];
} {
  const asked: string[] = [];
  const composer: string[] = [];
  const told: { left: readonly string[]; undo: () => Promise<void> }[] = [];
  const prompts: CheckpointPrompts = {
    mayStop: () => {
      asked.push('stop');
      return Promise.resolve(answers.mayStop ?? true);
    },
    chooseMessage: messages => {
      asked.push(messages.map(({ message, files }) => `${message.text}: ${files}`).join());
      return Promise.resolve(messages[0]?.message);
    },
    chooseWhat: ({ restored, changed, blocked, lost }, messages) => {
      const names = [restored, changed].map(plans => plans.map(({ display }) => display).join());
      asked.push(['what', ...names, blocked.join(), lost.join(), messages].join('|'));
      return Promise.resolve(answers.what as 'files' | 'chat' | 'both' | undefined);
    },
    chooseWithFiles: ({ restored, changed }) => {
      asked.push(
        ['with files', ...[...restored, ...changed].map(({ display }) => display)].join('|'),
      );
      return Promise.resolve(answers.what as 'chat' | 'both' | undefined);
    },
    chooseText: ({ display, merged }) => {
      asked.push(`text of ${display}${merged === undefined ? '' : ', merge'}`);
      return Promise.resolve(answers.text as 'mine' | 'checkpoint' | 'merged' | undefined);
    },
    tellRestored: (_count, left, undo) => {
      told.push({ left, undo });
    },
  };
  const checkpoints = createCheckpoints({
    transactions: store.transactions,
    openSession: () => Promise.resolve(session),
    fileNow: uri => Promise.resolve(store.state(uri) ?? 'missing'),
    prompts,
    putInComposer: (_chatId, text) => {
      composer.push(text);
      return Promise.resolve();
    },
    logger: nullLogger,
  });
  return { checkpoints, asked, composer, told };
}

async function say(session: Session, text: string): Promise<string> {
  await session.send({ text });
  await session.whenIdle();
  return ofType(session.events, 'userMessage').at(-1)?.id ?? '';
}

/** Two messages; the agent edited `f` for the first and `f` and `n` for the second one. */
async function twoTurns(more: readonly ScriptedAnswer[] = []) {
  const world = worldOf([{ text: ['1'] }, { text: ['2'] }, ...more]);
  const session = createSession('chat', world.parts);
  const store = filesInMemory({ f: FIVE, other: 'untouched\n' });
  const one = await say(session, 'one');
  store.edit(one, 'f', FIVE.replace('a', 'A'));
  const two = await say(session, 'two');
  store.edit(two, 'f', FIVE.replace('a', 'A').replace('e', 'E'));
  store.edit(two, 'n', 'new\n');
  return { ...world, session, store, one, two };
}

describe('restoring a checkpoint', () => {
  it('files: sets back what was done since, in one change set, and leaves the chat', async () => {
    const { session, store, two } = await twoTurns();
    const { checkpoints, asked, composer } = stage(session, store, { what: 'files' });
    await checkpoints.restore('chat', two);
    assert.deepEqual(
      [...store.files],
      [
        ['other', 'untouched\n'],
        ['f', FIVE.replace('a', 'A')],
      ],
    );
    assert.deepEqual(store.restores, [2]);
    assert.deepEqual(asked, ['what|f,n||||1']);
    assert.deepEqual(composer, []);
    assert.equal(messagesOf(session.events).length, 4);
    assert.deepEqual(
      checkpoints.takeRestored('chat').map(({ path }) => path),
      ['f', 'n'],
    );
    assert.deepEqual(checkpoints.takeRestored('chat'), []);
  });

  it('chat: goes back to before the message, gives it back to be written, leaves the files', async () => {
    const { session, store, one } = await twoTurns();
    const before = [...store.files];
    const { checkpoints, composer } = stage(session, store, { what: 'chat' });
    await checkpoints.restore('chat', one);
    assert.deepEqual([...store.files], before);
    assert.deepEqual(messagesOf(session.events), []);
    assert.deepEqual(composer, ['one']);
  });

  it('both, and then further back: what was taken back in the chat is still known of the files', async () => {
    const { session, store, one, two } = await twoTurns();
    await stage(session, store, { what: 'chat' }).checkpoints.restore('chat', two);
    const { checkpoints, composer } = stage(session, store, { what: 'both' });
    await checkpoints.restore('chat', one);
    assert.deepEqual(Object.fromEntries(store.files), { f: FIVE, other: 'untouched\n' });
    assert.deepEqual(messagesOf(session.events), []);
    assert.deepEqual(composer, ['one']);
  });

  it('can be undone: every file is as it was before', async () => {
    const { session, store, one } = await twoTurns();
    const before = Object.fromEntries(store.files);
    const { checkpoints, told } = stage(session, store, { what: 'files' });
    await checkpoints.restore('chat', one);
    await told[0]?.undo();
    assert.deepEqual(Object.fromEntries(store.files), before);
    await checkpoints.restore('chat', one);
    assert.deepEqual(Object.fromEntries(store.files), { f: FIVE, other: 'untouched\n' });
  });

  for (const [choice, expected] of [
    ['mine', FIVE.replace('a', 'A').replace('e', 'E').replace('c', 'mine')],
    ['checkpoint', FIVE],
    ['merged', FIVE.replace('c', 'mine')],
  ] as const) {
    it(`R34 asks about a file that the user changed since: ${choice}`, async () => {
      const { session, store, one } = await twoTurns();
      store.put('f', store.files.get('f')?.replace('c', 'mine'));
      const { checkpoints, asked } = stage(session, store, { what: 'files', text: choice });
      await checkpoints.restore('chat', one);
      assert.equal(store.files.get('f'), expected);
      assert.equal(store.files.has('n'), false);
      assert.equal(store.files.get('other'), 'untouched\n');
      assert.deepEqual(asked, ['what|n|f|||2', 'text of f, merge']);
    });
  }

  it('R34 changes nothing where the user changes their mind at any question', async () => {
    const { session, store, one } = await twoTurns();
    store.put('f', 'mine\n');
    const before = [...store.files];
    for (const answers of [{}, { what: 'both' }, { what: 'files' }]) {
      await stage(session, store, answers).checkpoints.restore('chat', one);
    }
    assert.deepEqual([...store.files], before);
    assert.deepEqual(store.restores, []);
    assert.equal(ofType(session.events, 'rewound').length, 0);
  });

  it('R34 leaves all as it is, the chat too, where a file changes while it asks', async () => {
    const { session, store, one } = await twoTurns();
    const { checkpoints } = stage(session, store, { what: 'both' });
    const { restore } = store.transactions;
    Object.assign(store.transactions, {
      restore: (...args: Parameters<typeof restore>) => {
        store.put('f', 'typed\n');
        return restore(...args);
      },
    });
    await assert.rejects(checkpoints.restore('chat', one), /Nothing was restored/);
    assert.equal(store.files.get('f'), 'typed\n');
    assert.equal(ofType(session.events, 'rewound').length, 0);
  });

  it('R35 works after a reload', async () => {
    const { store, two, log, parts } = await twoTurns();
    const again = createSession('chat', parts, readLog(log.logs.get('chat') ?? ''));
    const { checkpoints, composer } = stage(again, store, { what: 'both' });
    await checkpoints.restore('chat', two);
    assert.equal(store.files.get('f'), FIVE.replace('a', 'A'));
    assert.deepEqual(composer, ['two']);
  });

  it('R36 restores what it can from a damaged store, and says what it cannot', async () => {
    const act = effectTool('act', {
      propose: () => editProposal('x'),
      perform: () => Promise.resolve(output('done')),
    });
    const { parts } = worldOf([{ calls: [call('c1', 'act')] }, { text: ['1'] }], {
      tools: [act],
      settings: { mode: 'editsOn' },
    });
    const session = createSession('chat', parts);
    const one = await say(session, 'one');
    const [proposed] = ofType(session.events, 'toolProposed');
    const shown = proposed?.shown.kind === 'edit' ? proposed.shown.files : [];
    const path = shown[0]?.path ?? '';
    assert.notEqual(path, '');
    const store = filesInMemory({ f: FIVE, [path]: 'edited\n' });
    // The store has lost the edit of `path`, and kept that of `f`.
    store.edit(one, 'f', 'x\n');
    const { checkpoints, asked, told } = stage(session, store, { what: 'files' });
    await checkpoints.restore('chat', one);
    assert.equal(store.files.get('f'), FIVE);
    assert.equal(store.files.get(path), 'edited\n');
    assert.deepEqual(asked, [`what|f|||${path}|1`]);
    assert.deepEqual(told[0]?.left, [path]);
  });

  it('R36 leaves the chat to go back where nothing of the store can be read', async () => {
    const { session, store, one } = await twoTurns();
    Object.assign(store.transactions, { history: () => Promise.reject(new Error('corrupt')) });
    const { checkpoints, composer } = stage(session, store, { what: 'chat' });
    await checkpoints.restore('chat', one);
    assert.deepEqual(composer, ['one']);
  });

  it('R45 asks before it stops a turn, and then waits for its end', async () => {
    const { session, store, one } = await twoTurns([{ text: ['Hm'], instead: 'hang' }]);
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'three' });
    await text;
    const refused = stage(session, store, { what: 'both', mayStop: false });
    await refused.checkpoints.restore('chat', one);
    assert.deepEqual(refused.asked, ['stop']);
    assert.equal(session.state, 'running');
    const { checkpoints, composer } = stage(session, store, { what: 'both' });
    await checkpoints.restore('chat', one);
    assert.equal(session.state, 'idle');
    assert.deepEqual(composer, ['one']);
    assert.equal(store.files.get('f'), FIVE);
  });

  it('lists the messages, the newest first, with how many files changed since', async () => {
    const { session, store } = await twoTurns();
    const { checkpoints, asked, composer } = stage(session, store, { what: 'chat' });
    await checkpoints.pick('chat');
    assert.equal(asked[0], 'two: 2,one: 2');
    assert.deepEqual(composer, ['two']);
  });

  it('refuses a message that the chat has not', async () => {
    const { session, store } = await twoTurns();
    const { checkpoints } = stage(session, store, { what: 'both' });
    await assert.rejects(checkpoints.restore('chat', 'nobody'), /no longer part/);
  });
});

describe('making ready to send a message anew', () => {
  it('asks nothing where no file changed since', async () => {
    const world = worldOf([{ text: ['1'] }]);
    const session = createSession('chat', world.parts);
    const { checkpoints, asked } = stage(session, filesInMemory({ f: FIVE }), {});
    assert.equal(await checkpoints.goBack('chat', await say(session, 'one')), true);
    assert.deepEqual(asked, []);
  });

  it('sets files back if that is wanted, and leaves the chat for the sender', async () => {
    const { session, store, one } = await twoTurns();
    const { checkpoints, asked } = stage(session, store, { what: 'both' });
    assert.equal(await checkpoints.goBack('chat', one), true);
    assert.deepEqual(asked, ['with files|f|n']);
    assert.deepEqual(Object.fromEntries(store.files), { f: FIVE, other: 'untouched\n' });
    assert.equal(messagesOf(session.events).length, 4);
    assert.deepEqual(checkpoints.takeRestored('chat'), []);
  });

  it('leaves the files if only the chat is to go back, and all after a change of mind', async () => {
    const { session, store, one } = await twoTurns();
    const before = [...store.files];
    const { checkpoints } = stage(session, store, { what: 'chat' });
    assert.equal(await checkpoints.goBack('chat', one), true);
    assert.equal(await stage(session, store, {}).checkpoints.goBack('chat', one), false);
    assert.deepEqual([...store.files], before);
    await assert.rejects(checkpoints.goBack('chat', 'nobody'), /no longer part/);
  });

  it('stops what runs, after asking', async () => {
    const { session, store, one } = await twoTurns([{ text: ['Hm'], instead: 'hang' }]);
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'three' });
    await text;
    const stays = stage(session, store, { what: 'chat', mayStop: false });
    assert.equal(await stays.checkpoints.goBack('chat', one), false);
    assert.equal(session.state, 'running');
    const stops = stage(session, store, { what: 'chat' });
    assert.equal(await stops.checkpoints.goBack('chat', one), true);
    assert.equal(session.state, 'idle');
    assert.equal(stops.asked[0], 'stop');
  });
});
