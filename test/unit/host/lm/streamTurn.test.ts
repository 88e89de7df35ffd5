import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/emitter.ts';
import type { ChatEvent, LiveEvent } from '../../../../src/chat/events.ts';
import { streamTurn } from '../../../../src/host/lm/streamTurn.ts';

type Stream = Parameters<typeof streamTurn>[1];

/** VS Code's side: notes what is shown, in order. */
function recordingStream(): Stream & { readonly shown: string[] } {
  const shown: string[] = [];
  return {
    shown,
    markdown: value => {
      assert.equal(typeof value, 'string', 'a MarkdownString could be trusted, a text never is');
      shown.push(`text ${JSON.stringify(value)}`);
    },
    progress: value => {
      shown.push(`progress ${value}`);
    },
    button: ({ title, command, arguments: args }) => {
      shown.push(`button ${title} ${command} ${JSON.stringify(args)}`);
    },
  };
}

describe('a turn of ours in VS Code’s chat', () => {
  it('shows text, calls and the way to decide, and stops when it is disposed', () => {
    const events = new Emitter<ChatEvent | LiveEvent>();
    const stream = recordingStream();
    const turn = streamTurn({ id: 'chat-1', onEvent: events.event }, stream);
    const at = 0;
    const sent = { type: 'requestSent', at, taskUUID: 't', model: 'm' } as const;
    const proposed = (asks: boolean): ChatEvent => ({
      type: 'toolProposed',
      at,
      callId: 'c',
      hash: '',
      shown: { kind: 'edit', files: [] },
      asks,
    });
    events.fire(sent);
    events.fire({ type: 'reasoning', at, text: 'Hm.' });
    events.fire({ type: 'text', at, text: 'I ' });
    events.fire({ type: 'text', at, text: 'look.' });
    events.fire(proposed(false));
    events.fire({ type: 'toolStarted', at, callId: 'c', title: 'src/a.ts' });
    events.fire(proposed(true));
    events.fire(sent);
    events.fire({ type: 'text', at, text: 'Done.' });
    turn.dispose();
    events.fire({ type: 'text', at, text: 'Later.' });
    assert.deepEqual(stream.shown, [
      'text "I "',
      'text "look."',
      'progress src/a.ts',
      'progress Waiting for your decision',
      'button Decide in Plumb plumb.openChat ["chat-1"]',
      'text "\\n\\n"',
      'text "Done."',
    ]);
  });
});
