import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChatSearch } from '../../../../src/host/history/chatSearch.ts';
import { createLogSearch, type LogHit } from '../../../../src/host/history/searchLog.ts';
import { textQuery } from '../../../../src/host/history/searchText.ts';
import type { SearchHit } from '../../../../src/protocol/requests/history.ts';

function hitsIn(query: string, lines: readonly (object | string)[]): readonly LogHit[] {
  const compiled = textQuery(query);
  assert.ok(compiled);
  const search = createLogSearch(compiled);
  for (const line of lines) search.line(typeof line === 'string' ? line : JSON.stringify(line));
  return search.hits();
}

const sent = (taskUUID: string) => ({ type: 'requestSent', at: 0, taskUUID, model: 'm' });
const said = (text: string) => ({ type: 'text', at: 0, text });
const asked = (id: string, text: string) => ({
  type: 'userMessage',
  at: 0,
  id,
  text,
  attachments: [],
});
const told = (callId: string, content: string) => ({ type: 'toolEnded', callId, content });

describe('the search through a log', () => {
  it('finds messages, answers and what tools told, whatever their case', () => {
    const hits = hitsIn('NEEDLE', [
      asked('u1', 'a needle here'),
      sent('t1'),
      said('the Needle there'),
      told('c1', 'needles'),
    ]);
    assert.deepEqual(
      hits.map(({ where, anchor, match }) => [where, anchor, match]),
      [
        ['message', 'u1', 'needle'],
        ['answer', 't1', 'Needle'],
        ['tool', 'c1', 'needle'],
      ],
    );
  });

  it('finds what lies across two pieces of an answer', () => {
    const hits = hitsIn('needle in', [sent('t1'), said('a nee'), said('dle\nin hay'), sent('t2')]);
    assert.deepEqual(
      hits.map(({ anchor, match }) => [anchor, match]),
      [['t1', 'needle in']],
    );
  });

  it('searches text and not its JSON: escapes, quotes, names of members', () => {
    const line = '{"type":"toolEnded","callId":"c1","content":"\\u006eeedle \\"q\\" c:\\\\x"}';
    assert.equal(hitsIn('needle', [line]).length, 1);
    assert.equal(hitsIn('"q"', [line]).length, 1);
    assert.equal(hitsIn('c:\\x', [line]).length, 1);
    assert.equal(hitsIn('callId', [line]).length, 0);
    assert.equal(hitsIn('toolEnded', [line]).length, 0);
    assert.equal(hitsIn('\\u006e', [line]).length, 0);
  });

  it('takes signs of patterns as they are', () => {
    assert.equal(hitsIn('a.*(b)[c]{1}|$^?+/', [told('c', 'x a.*(b)[c]{1}|$^?+/ y')]).length, 1);
    assert.equal(hitsIn('a.b', [told('c', 'axb')]).length, 0);
  });

  it('cuts no character of two units in half, and marks the match in one line', () => {
    const [hit] = hitsIn('ÄPFEL', [told('c', `${'😀'.repeat(50)} \n äpfel \n${'😀'.repeat(99)}`)]);
    assert.ok(hit);
    assert.equal(hit.match, 'äpfel');
    assert.doesNotMatch(hit.before + hit.after, /\p{Cs}/u);
    assert.doesNotMatch(hit.before + hit.after, /\n/);
  });

  it('leaves out what was taken back, and lines that are no event', () => {
    const hits = hitsIn('needle', [
      asked('u1', 'needle 1'),
      'needle',
      '{"type":"userMessage","needle":',
      asked('u2', 'needle 2'),
      told('c', 'needle 3'),
      { type: 'rewound', at: 0, messageId: 'u2' },
    ]);
    assert.deepEqual(
      hits.map(({ anchor }) => anchor),
      ['u1'],
    );
  });
});

describe('the search through a log of a chat that was changed', () => {
  const chat = [
    asked('u1', 'needle one'),
    sent('t1'),
    said('needle two'),
    asked('u2', 'needle three'),
    sent('t2'),
    said('needle four'),
  ];
  const found = (...changes: object[]) =>
    hitsIn('needle', [...chat, ...changes]).map(({ anchor }) => anchor);

  it('leaves out a message that was deleted, with its answer, until it is restored', () => {
    const deleted = { type: 'messageDeleted', messageId: 'u1' };
    assert.deepEqual(found(deleted), ['u2', 't2']);
    assert.deepEqual(found(deleted, { type: 'messageRestored', messageId: 'u1' }), [
      ...['u1', 't1', 'u2', 't2'],
    ]);
  });

  it('leaves out what a message that was edited stands for', () => {
    assert.deepEqual(found({ ...asked('u3', 'a needle anew'), replaces: 'u2' }), [
      ...['u1', 't1', 'u3'],
    ]);
  });

  it('finds answers as they are drawn, without the signs of markdown', () => {
    const lines = [sent('t1'), said('A **bold** word, `code` and [a link](https://a.test/) too.')];
    assert.deepEqual(
      hitsIn('bold word, code and a link too', lines).map(({ match }) => match),
      ['bold word, code and a link too'],
    );
    assert.deepEqual(hitsIn('**bold**', lines), []);
  });
});

describe('the search through all chats', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-search-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (id: string, lines: readonly object[]): Promise<void> =>
    writeFile(
      path.join(folder, `${id}.jsonl`),
      lines.map(line => `${JSON.stringify(line)}\n`).join(''),
    );

  it('reads a log of 100,000 lines in pieces, and a line longer than a piece', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => said(`word ${at} `));
    await write('long', [sent('t'), ...many, told('c', `${'é😀'.repeat(200_000)} the needle`)]);
    await write('other', [asked('u', 'a needle')]);
    let time = 0;
    const search = createChatSearch({
      folder,
      chatIds: () => Promise.resolve(['long', 'gone', 'other']),
      clock: () => (time += 60),
    });
    const hits: SearchHit[] = [];
    let pieces = 0;
    for (let done = false; !done; pieces += 1) {
      const piece = await search.next('needle', pieces === 0);
      hits.push(...piece.hits);
      done = piece.done;
    }
    assert.deepEqual(
      hits.map(({ chatId, anchor }) => [chatId, anchor]),
      [
        ['long', 'c'],
        ['other', 'u'],
      ],
    );
    assert.ok(pieces > 5, `${pieces} pieces`);
  });

  it('ends a search when another one begins', async () => {
    await write('a', [asked('u', 'one two')]);
    const search = createChatSearch({
      folder,
      chatIds: () => Promise.resolve(['a']),
      clock: () => 0,
    });
    const [before, after] = await Promise.all([search.next('one', true), search.next('two', true)]);
    assert.deepEqual(before.hits, []);
    assert.equal(before.done, true);
    assert.equal(after.hits[0]?.match, 'two');
  });
});
