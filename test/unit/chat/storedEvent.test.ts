import assert from 'node:assert/strict';
import { ChatEvent } from '../../../src/chat/events.ts';
import { storedLine } from '../../../src/chat/storedEvent.ts';
import { call } from './fakeTools.ts';
import { decidedOn, message, readBy, source } from './happenings.ts';

const AWS = `AKIA${'A'.repeat(16)}`;
const GITHUB = `ghp_${'a'.repeat(36)}`;

describe('an event as it is stored', () => {
  it('S28 S29 holds no key that is told by its form, wherever it stands', () => {
    const events: readonly ChatEvent[] = [
      message('m', { text: `My key is ${AWS}.` }),
      { type: 'text', at: 0, text: GITHUB },
      {
        type: 'answerEnded',
        at: 0,
        taskUUID: 't',
        toolCalls: [call('c', 'create_file', { text: AWS })],
        finishReason: 'tool_calls',
      },
      ...decidedOn(
        'c',
        { kind: 'command', command: `curl -u ${GITHUB}`, cwd: '.', timeoutMs: 1 },
        'reject',
      ),
    ];
    for (const event of events) {
      const line = storedLine(event);
      assert.doesNotMatch(line, /AKIAA|ghp_a/);
      assert.deepEqual(ChatEvent.parse(JSON.parse(line)).type, event.type);
    }
  });

  it('S28 holds no values of a file that is secret by name', () => {
    const read = {
      ...readBy('c', source('secret', '.env')),
      content: '1\tPASSWORD=hunter2\n2\tA: b',
    };
    assert.match(storedLine(read), /PASSWORD=\[left out\].*A: \[left out\]/);
    const plain = { ...readBy('c', source('workspace', 'a.ts')), content: 'const a = b;' };
    assert.match(storedLine(plain), /const a = b;/);
  });

  it('S28 holds no values of the diff of such a file', () => {
    const [proposed] = decidedOn(
      'c',
      {
        kind: 'edit',
        files: [
          {
            path: '.env',
            change: 'update',
            added: 1,
            removed: 1,
            hunks: [
              {
                oldStart: 1,
                newStart: 1,
                lines: [
                  { kind: 'removed', text: 'PASSWORD=hunter2' },
                  { kind: 'added', text: 'PASSWORD=hunter3' },
                ],
              },
            ],
          },
        ],
      },
      'approve',
      { levels: ['edit', 'secret'] },
    );
    assert.ok(proposed !== undefined);
    assert.doesNotMatch(storedLine(proposed), /hunter/);
    assert.match(storedLine(proposed), /PASSWORD=\[left out\]/);
  });

  it('leaves alone what other lines name', () => {
    const line = storedLine({ type: 'rewound', at: 0, messageId: 'm' });
    assert.equal(line, '{"type":"rewound","at":0,"messageId":"m"}');
    const decided = storedLine({ type: 'toolDecided', at: 0, callId: AWS, decision: 'reject' });
    assert.match(decided, new RegExp(AWS));
  });
});
