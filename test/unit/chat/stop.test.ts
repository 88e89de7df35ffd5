import assert from 'node:assert/strict';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createSession } from '../../../src/chat/session.ts';
import type { Proposal, Tool, ToolOutput } from '../../../src/tools/tool.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../support/scriptedModel.ts';
import {
  call,
  commandProposal,
  editProposal,
  effectTool,
  output,
  readTool,
  textIn,
} from './fakeTools.ts';
import { worldOf } from './sessionHarness.ts';
import { ofType, play, stoppingAt, turnOf, userMessage, type TurnOptions } from './turnHarness.ts';

type AnyEvent = ChatEvent | LiveEvent;

/** Plays the answers and stops at the first event that fits. */
async function stopped(
  answers: readonly ScriptedAnswer[],
  fits: (event: AnyEvent) => boolean,
  options: Partial<TurnOptions> & { readonly tools?: readonly Tool[] } = {},
) {
  const client = createScriptedModel(answers);
  const controller = new AbortController();
  const turn = turnOf({ ...options, client, signal: controller.signal });
  const played = await play(turn, stoppingAt(controller, fits));
  return { ...played, client, rows: messagesOf([userMessage(), ...played.events]) };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

const types = (events: readonly ChatEvent[]): string[] => events.map(event => event.type);
const is =
  (type: AnyEvent['type']) =>
  (event: AnyEvent): boolean =>
    event.type === type;

describe('R45 Stop', () => {
  it('ends what the chat runs in the background too, also where no turn runs', () => {
    const ended: string[] = [];
    const { parts } = worldOf([]);
    const session = createSession('chat', { ...parts, endCommands: id => void ended.push(id) });
    session.stop();
    assert.deepEqual(ended, ['chat']);
  });

  for (const instead of ['hang', 'deaf'] as const) {
    it(`ends the thinking of a client that is ${instead === 'deaf' ? 'deaf to it' : 'listening'}`, async () => {
      const { events, rows } = await stopped([{ reasoning: ['Hm'], instead }], is('reasoning'));
      assert.deepEqual(types(events), ['requestSent', 'reasoning', 'answerEnded', 'turnEnded']);
      assert.equal(ofType(events, 'answerEnded')[0]?.finishReason, 'stopped');
      assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
      assert.equal(rows.length, 1);
    });
  }

  it('keeps the text that had come, and no more of it', async () => {
    const { events, rows } = await stopped(
      [{ text: ['one ', 'two ', 'three'] }],
      event => event.type === 'text' && event.text === 'two ',
    );
    assert.equal(ofType(events, 'text')[0]?.text, 'one two ');
    assert.deepEqual(rows[1], { role: 'assistant', content: 'one two ' });
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('sends nothing that it finds about to leave', async () => {
    const { events, client } = await stopped([{ text: ['Hi'] }], is('requestSent'));
    assert.deepEqual(client.sent, []);
    assert.deepEqual(types(events), ['requestSent', 'costSettled', 'turnEnded']);
    assert.equal(ofType(events, 'costSettled')[0]?.costUsd, 0);
  });

  it('drops a call that was still arriving', async () => {
    const { events, rows } = await stopped(
      [{ text: ['Look.'], calls: [call('c1', 'look')], instead: 'hang' }],
      is('receivingCall'),
    );
    assert.deepEqual(ofType(events, 'answerEnded')[0]?.toolCalls, []);
    assert.deepEqual(rows.at(-1), { role: 'assistant', content: 'Look.' });
  });

  it('runs no call of an answer that was just complete, and says so to the model', async () => {
    let runs = 0;
    const look = readTool('look', () => {
      runs += 1;
      return Promise.resolve(output('seen'));
    });
    const { events, rows } = await stopped([{ calls: [call('c1', 'look')] }], is('answerEnded'), {
      tools: [look],
    });
    assert.equal(runs, 0);
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'stopped');
    assert.deepEqual(rows.at(-1), {
      role: 'tool',
      id: 'c1',
      content: 'Stopped by the user before it ran; nothing was done.',
    });
  });

  it('leaves a read that goes on for ever', async () => {
    const { events } = await stopped(
      [{ calls: [call('c1', 'look'), call('c2', 'look')] }],
      is('toolOutput'),
      {
        tools: [
          readTool('look', (_input, { onOutput }) => {
            onOutput('still looking');
            return never();
          }),
        ],
      },
    );
    assert.deepEqual(
      ofType(events, 'toolEnded').map(event => event.state),
      ['stopped', 'stopped'],
    );
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('ends the wait for a decision; nothing is done', async () => {
    const performed: Proposal[] = [];
    const run = effectTool('run', {
      propose: () => commandProposal('rm -r build'),
      perform: proposal => {
        performed.push(proposal);
        return Promise.resolve(output('done'));
      },
    });
    const { events } = await stopped([{ calls: [call('c1', 'run')] }], is('toolProposed'), {
      tools: [run],
    });
    assert.deepEqual(performed, []);
    assert.equal(ofType(events, 'toolDecided').length, 0);
    assert.equal(
      ofType(events, 'toolEnded')[0]?.content,
      'Stopped by the user before it ran; nothing was done.',
    );
  });

  for (const at of ['toolProposed', 'toolStarted'] as const) {
    it(`does not carry out an allowed edit once it is pressed at ${at}`, async () => {
      const performed: Proposal[] = [];
      const edit = effectTool('edit', {
        propose: () => editProposal('x'),
        perform: proposal => {
          performed.push(proposal);
          return Promise.resolve(output('done'));
        },
      });
      const { events } = await stopped([{ calls: [call('c1', 'edit')] }], is(at), {
        tools: [edit],
        settings: { mode: 'editsOn' },
      });
      assert.deepEqual(performed, []);
      const [ended] = ofType(events, 'toolEnded');
      assert.equal(ended?.state, 'stopped');
      assert.equal(ended.content, 'Stopped by the user before it ran; nothing was done.');
    });
  }

  it('between two files leaves the second alone', async () => {
    const performed: string[] = [];
    const edit = effectTool('edit', {
      propose: input => editProposal(textIn(input, 'text')),
      perform: proposal => {
        const change = proposal.kind === 'edit' ? proposal.changes[0] : undefined;
        performed.push(change?.kind === 'create' ? change.text : '');
        return Promise.resolve(output('done'));
      },
    });
    const calls = [call('c1', 'edit', { text: 'first' }), call('c2', 'edit', { text: 'second' })];
    const { events } = await stopped([{ calls }], is('toolEnded'), {
      tools: [edit],
      settings: { mode: 'editsOn' },
    });
    assert.deepEqual(performed, ['first']);
    assert.deepEqual(
      ofType(events, 'toolEnded').map(event => event.state),
      ['done', 'stopped'],
    );
  });

  /** A command that says it is under way, then does as `ends` says. */
  const runningCommand = (ends: (signal: AbortSignal) => Promise<ToolOutput>): Tool =>
    effectTool('edit', {
      propose: () => editProposal('x'),
      perform: (_proposal, { signal, onOutput }) => {
        onOutput('under way');
        return ends(signal);
      },
    });
  const whenAborted = (signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  it('lets an effect that was under way say what came of it', async () => {
    const tool = runningCommand(async signal => {
      await whenAborted(signal);
      return { content: 'Ended by the user after 3 lines.', summary: 'stopped', failed: true };
    });
    const { events } = await stopped([{ calls: [call('c1', 'edit')] }], is('toolOutput'), {
      tools: [tool],
      settings: { mode: 'editsOn' },
    });
    const [ended] = ofType(events, 'toolEnded');
    assert.equal(ended?.state, 'stopped');
    assert.equal(ended.content, 'Ended by the user after 3 lines.');
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('calls an effect done that had landed when it was stopped', async () => {
    const tool = runningCommand(async signal => {
      await whenAborted(signal);
      return output('Applied.');
    });
    const { events } = await stopped([{ calls: [call('c1', 'edit')] }], is('toolOutput'), {
      tools: [tool],
      settings: { mode: 'editsOn' },
    });
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'done');
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('does not wait for ever for an effect that says nothing, and tells what is unknown', async () => {
    const { events, rows } = await stopped([{ calls: [call('c1', 'edit')] }], is('toolOutput'), {
      tools: [runningCommand(never)],
      settings: { mode: 'editsOn' },
      graceMs: 0,
    });
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'stopped');
    assert.match(rows.at(-1)?.content ?? '', /may have been done in part/);
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('is no failure even if a tool answers it with an error of its own', async () => {
    const tool = runningCommand(async signal => {
      await whenAborted(signal);
      throw new Error('killed');
    });
    const { events } = await stopped([{ calls: [call('c1', 'edit')] }], is('toolOutput'), {
      tools: [tool],
      settings: { mode: 'editsOn' },
    });
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'stopped');
    assert.equal(ofType(events, 'turnEnded')[0]?.error, undefined);
  });

  it('is a stop in the last step that there may be, too', async () => {
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const { events } = await stopped([{ calls: [call('c1', 'look')] }], is('toolEnded'), {
      tools: [look],
      stepLimit: 1,
    });
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stopped');
  });

  it('asks the model nothing more', async () => {
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const { client } = await stopped(
      [{ calls: [call('c1', 'look')] }, { text: ['More.'] }],
      is('toolEnded'),
      { tools: [look] },
    );
    assert.equal(client.requests.length, 1);
  });
});
