import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { brokenCall, call } from './fakeTools.ts';
import { userMessage } from './turnHarness.ts';

const text = (value: string): ChatEvent => ({ type: 'text', at: 1, text: value });
const ended = (
  toolCalls: Extract<ChatEvent, { type: 'answerEnded' }>['toolCalls'] = [],
  finishReason: Extract<ChatEvent, { type: 'answerEnded' }>['finishReason'] = 'stop',
): ChatEvent => ({ type: 'answerEnded', at: 1, taskUUID: 't', toolCalls, finishReason });
const result = (callId: string, content: string): ChatEvent => ({
  type: 'toolEnded',
  at: 1,
  callId,
  state: 'done',
  content,
  summary: '',
  durationMs: 0,
});
const started = (callId: string): ChatEvent => ({
  type: 'toolStarted',
  at: 1,
  callId,
  title: 'x',
});
const sent = (taskUUID: string): ChatEvent => ({
  type: 'requestSent',
  at: 1,
  taskUUID,
  model: 'm',
});
const failed: ChatEvent = { type: 'turnEnded', at: 1, reason: 'failed' };
const retried: ChatEvent = { type: 'retried', at: 1 };

describe('the messages of a chat', () => {
  it('are the rows of the native wire, without the thinking', () => {
    const rows = messagesOf([
      userMessage('Hi'),
      { type: 'reasoning', at: 1, text: 'Hm' },
      text('Look.'),
      ended([call('c1', 'read_file', { path: 'a' })]),
      result('c1', 'content'),
      text('Done.'),
      ended(),
    ]);
    assert.deepEqual(rows, [
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: 'Look.',
        tools: [{ id: 'c1', name: 'read_file', input: { path: 'a' } }],
      },
      { role: 'tool', id: 'c1', content: 'content' },
      { role: 'assistant', content: 'Done.' },
    ]);
  });

  it('carry what was attached, labelled, in a fence that its text cannot close', () => {
    const event: ChatEvent = {
      type: 'userMessage',
      at: 1,
      id: 'u',
      text: 'Explain this.',
      attachments: [
        {
          label: 'src/a.md:1-3',
          path: 'src/a.md',
          line: 1,
          language: 'markdown',
          text: 'x\n```\ny\n````\n',
        },
        { label: 'b`\n```c', path: 'b', line: 1, language: 'a`\nb', text: 'no newline' },
      ],
    };
    assert.deepEqual(messagesOf([event]), [
      {
        role: 'user',
        content: [
          'Explain this.',
          '',
          'Attached src/a.md:1-3:',
          '`````markdown',
          'x',
          '```',
          'y',
          '````',
          '`````',
          '',
          'Attached b     c:',
          '```a  b',
          'no newline',
          '```',
        ].join('\n'),
      },
    ]);
  });

  it('have no row for an answer without text and calls', () => {
    assert.deepEqual(messagesOf([userMessage('a'), ended(), userMessage('b')]), [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
    ]);
  });

  it('keep the text of an answer that broke off once a message follows it', () => {
    const rows = messagesOf([userMessage('a'), text('Ha'), text('lf'), failed, userMessage('b')]);
    assert.deepEqual(rows[1], { role: 'assistant', content: 'Half' });
  });

  it('leave out the broken answer that was asked for anew', () => {
    const before = [userMessage('a'), text('Half'), failed];
    assert.deepEqual(messagesOf([...before, retried]), [{ role: 'user', content: 'a' }]);
    const stopped = [userMessage('a'), text('Half'), ended([], 'stopped'), failed];
    assert.deepEqual(messagesOf([...stopped, retried]), [{ role: 'user', content: 'a' }]);
  });

  it('keep whole steps when their successor is asked for anew', () => {
    const rows = messagesOf([
      userMessage('a'),
      ended([call('c1', 'look')]),
      result('c1', 'seen'),
      text('Half'),
      failed,
      retried,
    ]);
    assert.equal(rows.at(-1)?.content, 'seen');
  });

  it('R46 have a truthful result for a call that a reload cut off, the same ever after', () => {
    const events = [
      userMessage('a'),
      ended([call('c1', 'look'), call('c2', 'act'), brokenCall('c3', 'act', '{"x')]),
      started('c1'),
      userMessage('b'),
    ];
    const rows = messagesOf(events);
    assert.match(rows[2]?.content ?? '', /while it was running.*may have been done in part/);
    assert.match(rows[3]?.content ?? '', /before it ran.*nothing was done/);
    assert.match(rows[4]?.content ?? '', /arguments are cut off/);
    const later = messagesOf([...events, result('c1', 'too late'), text('x'), ended()]);
    assert.deepEqual(later.slice(0, rows.length), rows);
  });

  it('R47 survive results whose calls were lost with a damaged line', () => {
    assert.deepEqual(messagesOf([userMessage('a'), result('c1', 'orphan'), text('x'), ended()]), [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'x' },
    ]);
  });

  it('R37 show a broken call as one without arguments, and the head of what had arrived', () => {
    const rows = messagesOf([
      userMessage('a'),
      ended([brokenCall('c1', 'act', `{"text":"${'x'.repeat(10_000)}`)]),
    ]);
    assert.deepEqual(rows[1], {
      role: 'assistant',
      tools: [{ id: 'c1', name: 'act', input: {} }],
    });
    const content = rows[2]?.content ?? '';
    assert.match(content, /\{"text":"xxx/);
    assert.ok(content.length < 1_000, `${content.length} characters`);
  });

  it('take an answer that broke off up again where it was fetched whole', () => {
    const rows = messagesOf([
      userMessage('Hi'),
      sent('t'),
      text('One, '),
      ended([], 'truncated'),
      { type: 'turnEnded', at: 1, reason: 'truncated' },
      { type: 'requestResumed', at: 1, taskUUID: 't' },
      text('two.'),
      ended(),
    ]);
    assert.deepEqual(rows.slice(1), [{ role: 'assistant', content: 'One, two.' }]);
  });

  it('drop the broken calls of an answer that was fetched whole', () => {
    const rows = messagesOf([
      userMessage('Hi'),
      sent('t'),
      text('I look.'),
      ended([brokenCall('c1', 'look', '{"pa')], 'truncated'),
      result('c1', 'not run'),
      { type: 'turnEnded', at: 1, reason: 'truncated' },
      { type: 'requestResumed', at: 1, taskUUID: 't' },
      ended([call('c2', 'look', { path: 'a' })], 'tool_calls'),
      result('c2', 'seen'),
    ]);
    assert.deepEqual(rows.slice(1), [
      {
        role: 'assistant',
        content: 'I look.',
        tools: [{ id: 'c2', name: 'look', input: { path: 'a' } }],
      },
      { role: 'tool', id: 'c2', content: 'seen' },
    ]);
  });

  it('hold none of several answers before one is kept, and then that one', () => {
    const offered: ChatEvent = {
      type: 'answersOffered',
      at: 1,
      taskUUID: 't',
      answers: [
        { text: 'A', finishReason: 'stop' },
        { text: 'B', finishReason: 'stop' },
      ],
    };
    const before = messagesOf([userMessage('Hi'), sent('t'), offered, ended()]);
    assert.equal(before.length, 1);
    const rows = messagesOf([
      userMessage('Hi'),
      sent('t'),
      offered,
      ended(),
      { type: 'answerKept', at: 1, taskUUID: 't', index: 1 },
      userMessage('Go on.'),
    ]);
    assert.deepEqual(rows[1], { role: 'assistant', content: 'B' });
  });

  it('begin with the summary once there is one, and number images anew behind it', () => {
    const image = { id: 'x', name: 'a.png', mediaType: 'image/png' };
    const withImage = (id: string): ChatEvent => ({
      type: 'userMessage',
      at: 1,
      id,
      text: 'Look.',
      attachments: [],
      images: [image],
    });
    const before = [withImage('u1'), text('Seen.'), ended(), withImage('u2')];
    assert.match(JSON.stringify(messagesOf(before)[2]), /Image 2 belongs to this message: a\.png/);
    const rows = messagesOf([
      ...before,
      {
        type: 'summarised',
        at: 1,
        summary: { goal: 'Tidy up', done: ['one'], decisions: [], files: [], open: ['two'] },
      },
      withImage('u3'),
    ]);
    assert.equal(rows.length, 2);
    assert.match(JSON.stringify(rows[0]), /summary[^]*Tidy up[^]*one[^]*two/);
    assert.match(JSON.stringify(rows[1]), /Image 1 belongs to this message/);
  });
});
