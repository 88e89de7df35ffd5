import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nullLogger } from '../../../../src/base/logger.ts';
import type { ChatEvent } from '../../../../src/chat/events.ts';
import { createSessions } from '../../../../src/chat/sessions.ts';
import { createChatStore } from '../../../../src/host/chatStore.ts';
import { createHistory, type History } from '../../../../src/host/history/createHistory.ts';
import { createChatNotes } from '../../../../src/host/history/chatNotes.ts';
import { historyNotes } from '../../../../src/protocol/historyNotes.ts';
import { until } from '../../../support/until.ts';
import { worldOf } from '../../chat/sessionHarness.ts';

const DAY = 24 * 60 * 60 * 1_000;

describe('the history of a workspace', () => {
  let folder = '';
  let now = 0;
  const removed: string[] = [];
  const ended: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-history-'));
    now = 1_000_000;
    removed.length = 0;
    ended.length = 0;
    await mkdir(path.join(folder, 'chats'));
    await log('a', ['First words', 'One more']);
    await log('b', ['Other']);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const log = (id: string, texts: readonly string[]): Promise<void> =>
    writeFile(
      path.join(folder, 'chats', `${id}.jsonl`),
      [
        { type: 'created', at: 0, schema: 3, id },
        { type: 'titled', title: texts[0] },
        ...texts.map(text => ({ type: 'userMessage', at: 0, id: text, text, attachments: [] })),
        { type: 'turnEnded', at: 0, reason: 'done' },
      ]
        .map(event => `${JSON.stringify(event)}\n`)
        .join(''),
    );
  /** A window of its own on the same storage. */
  const window = (): { history: History; sessions: ReturnType<typeof createSessions> } => {
    const notes = createChatNotes(folder);
    const sessions = createSessions({
      ...worldOf([{ text: ['An answer.'] }, { text: ['Another.'] }]).parts,
      log: createChatStore(path.join(folder, 'chats')),
      nameOf: async id => (await notes.read()).get(id)?.title,
    });
    const history = createHistory({
      folder,
      sessions,
      endCommands: id => {
        ended.push(id);
        return Promise.resolve();
      },
      mayStop: () => Promise.resolve(true),
      onRemoved: id => removed.push(id),
      now: () => now,
      logger: nullLogger,
    });
    return { history, sessions };
  };
  const titles = async ({ history }: { history: History }): Promise<string[]> =>
    (await history.list()).map(({ title }) => title).sort();

  it('keeps titles and pins beside the logs, for two windows and after a reload', async () => {
    const one = window();
    const other = window();
    const open = await one.sessions.open('a');
    const before = await readFile(path.join(folder, 'chats', 'a.jsonl'));
    await Promise.all([
      one.history.setTitle('a', ' New \n name '),
      other.history.setTitle('b', 'Ours'),
      other.history.pin('a', true),
    ]);
    assert.equal(open.title, 'New name');
    assert.deepEqual(await titles(window()), ['New name', 'Ours']);
    const pinned = (await window().history.list()).filter(chat => chat.pinned);
    assert.deepEqual(
      pinned.map(({ id }) => id),
      ['a'],
    );
    const again = await window().sessions.open('a');
    assert.equal(again.title, 'New name');
    assert.equal(again.events.at(-1)?.type, 'turnEnded');
    assert.deepEqual(await readFile(path.join(folder, 'chats', 'a.jsonl')), before);
  });

  it('calls a chat by its first message, also where another one took its place', async () => {
    const { history, sessions } = window();
    const chat = await sessions.open('a');
    await chat.resend('First words', message => ({ ...message, text: 'Better words' }));
    await chat.whenIdle();
    await until('the title is noted', async () => (await titles({ history }))[0] !== 'First words');
    assert.deepEqual(await titles(window()), ['Better words', 'Other']);
    const again = await window().sessions.open('a');
    assert.equal(again.title, 'Better words');

    await history.setTitle('a', 'By hand');
    await chat.resend(again.events.findLast(isMessage)?.id ?? '', () => ({ text: 'Once more' }));
    await chat.whenIdle();
    assert.deepEqual(await titles(window()), ['By hand', 'Other']);
  });

  it('a line of the notes that was cut off loses itself alone', async () => {
    const { history } = window();
    await history.setTitle('a', 'Kept');
    await writeFile(path.join(folder, 'chatNotes.jsonl'), '{"chatId":"b","ti', { flag: 'a' });
    await history.setTitle('b', 'Also kept');
    assert.deepEqual(await titles(window()), ['Also kept', 'Kept']);
  });

  describe('a chat whose last turn broke off', () => {
    const sent = { type: 'requestSent', at: 1, taskUUID: 't', model: 'm' };
    const message = { type: 'userMessage', at: 1, id: 'u', text: 'Go on', attachments: [] };
    const long = { type: 'text', at: 1, text: 'x'.repeat(10_000) };
    const add = (...events: readonly object[]): Promise<void> =>
      writeFile(
        path.join(folder, 'chats', 'a.jsonl'),
        events.map(event => `${JSON.stringify(event)}\n`).join(''),
        { flag: 'a' },
      );
    const noted = async ({ history }: { history: History }): Promise<string[]> =>
      (await history.list())
        .filter(chat => historyNotes(chat).includes('Interrupted'))
        .map(({ id }) => id);

    it('is listed as interrupted, also once it was opened, until it comes to an end', async () => {
      const one = window();
      assert.deepEqual(await noted(one), []);
      await add(message, long, sent);
      assert.deepEqual(await noted(one), ['a']);
      const chat = await one.sessions.open('a');
      assert.deepEqual(await noted(one), ['a']);
      await chat.send({ text: 'Again', attachments: [] });
      await chat.whenIdle();
      assert.deepEqual(await noted(one), []);
    });

    it('is one whose end says so, and none whose last turn was stopped or taken back', async () => {
      const one = window();
      const ended = { type: 'turnEnded', at: 2, reason: 'interrupted' };
      await add(message, ended, { type: 'costSettled', at: 3, taskUUID: 't', costUsd: 0 });
      assert.deepEqual(await noted(one), ['a']);
      await add(message, { ...ended, reason: 'stopped' });
      assert.deepEqual(await noted(one), []);
      await add(message, sent, { type: 'rewound', at: 4, messageId: 'u' });
      assert.deepEqual(await noted(one), []);
    });

    it('is none where another window has it, or a background answer is under way', async () => {
      await add(message, sent);
      const elsewhere = createChatStore(path.join(folder, 'chats'));
      assert.equal(await elsewhere.holds.take('a'), true);
      assert.deepEqual(await noted(window()), []);
      elsewhere.holds.release('a');
      assert.deepEqual(await noted(window()), ['a']);
      await add({ ...sent, delivery: 'async', taskUUID: 'later' });
      assert.deepEqual(await noted(window()), []);
    });
  });

  it('leaves a chat alone that another window writes to', async () => {
    const elsewhere = createChatStore(path.join(folder, 'chats'));
    assert.equal(await elsewhere.holds.take('a'), true);
    await assert.rejects(window().history.remove('a'), /open in another window/);
    assert.deepEqual(removed, []);
    assert.ok((await readdir(path.join(folder, 'chats'))).includes('a.jsonl'));
  });

  it('deletes a chat with all its files, and restores every one of them', async () => {
    for (const name of ['chats/a.images/x', 'edits/done/a/1.json', 'drafts/a.json']) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), name);
    }
    const contents = async (): Promise<string[]> =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter(entry => entry.isFile() && !entry.parentPath.includes('deletedChats'))
        .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort();
    const before = await contents();
    const text = await readFile(path.join(folder, 'chats', 'a.jsonl'), 'utf8');
    const { history, sessions } = window();
    await sessions.open('a');
    assert.equal(await history.remove('a'), true);
    assert.deepEqual([removed, ended], [['a'], ['a']]);
    assert.deepEqual(await titles({ history }), ['Other']);
    assert.deepEqual(await contents(), ['chats/b.jsonl']);
    await assert.rejects(sessions.open('a'));
    assert.deepEqual(await history.deleted(), [
      { id: 'a', title: 'First words', deletedAt: 1_000_000 },
    ]);
    await window().history.restore('a');
    assert.deepEqual(await contents(), before);
    assert.equal(await readFile(path.join(folder, 'chats', 'a.jsonl'), 'utf8'), text);
    assert.equal((await sessions.open('a')).title, 'First words');
    assert.deepEqual(await history.deleted(), []);
    await assert.rejects(history.restore('a'), /no longer be restored/);
  });

  it('loses nothing that another window still wrote into a deleted chat', async () => {
    const { history } = window();
    await history.remove('a');
    await createChatStore(path.join(folder, 'chats')).append('a', '{"late":1}\n');
    await history.remove('a');
    await createChatStore(path.join(folder, 'chats')).append('a', '{"late":2}\n');
    await history.restore('a');
    const text = await readFile(path.join(folder, 'chats', 'a.jsonl'), 'utf8');
    assert.match(text, /First words[\s\S]*\{"late":1\}\n\{"late":2\}\n$/);
  });

  it('empties itself of what was deleted 30 days ago, when someone looks', async () => {
    const { history } = window();
    await history.remove('a');
    now += 29 * DAY;
    await history.remove('b');
    assert.equal((await history.deleted()).length, 2);
    now += 2 * DAY;
    assert.deepEqual(
      (await history.deleted()).map(({ id }) => id),
      ['b'],
    );
    assert.deepEqual(await readdir(path.join(folder, 'deletedChats')), ['b']);
  });

  it('is not emptied by a clock that is far ahead for one start', async () => {
    const { history } = window();
    now = Date.now();
    await history.remove('a');
    now += 40 * DAY;
    assert.equal((await history.deleted()).length, 1);
  });

  it('R47: shows damaged chats as far as they can be read, and marks those that cannot', async () => {
    const write = (id: string, text: string): Promise<void> =>
      writeFile(path.join(folder, 'chats', `${id}.jsonl`), text);
    await write('gone', '\0\0\0\n\0\0\n');
    await write('newer', '{"type":"created","at":0,"schema":99,"id":"newer"}\n');
    await write(
      'half',
      '{"type":"crea\n{"type":"userMessage","at":0,"id":"u","text":"Salvaged","attachments":[]}\n',
    );
    const chats = await window().history.list();
    assert.deepEqual(
      chats
        .map(({ id, title, problem }) => [id, title, problem ?? ''])
        .filter(([id]) => (id?.length ?? 0) > 1)
        .sort(),
      [
        ['gone', 'Untitled chat', 'unreadable'],
        ['half', 'Salvaged', ''],
        ['newer', 'Untitled chat', 'newer'],
      ],
    );
  });
});

function isMessage(event: ChatEvent): event is Extract<ChatEvent, { type: 'userMessage' }> {
  return event.type === 'userMessage';
}
