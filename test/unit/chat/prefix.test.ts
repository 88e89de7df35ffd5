import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelMessage, ModelRequest } from '../../../src/api/modelClient.ts';
import { PlumbError } from '../../../src/base/errors.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import type { SessionParts } from '../../../src/chat/sessionParts.ts';
import { conversationOf } from '../../../src/chat/conversation.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import type { InMemoryLog } from '../../support/inMemoryLog.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { brokenCall, call, commandProposal, effectTool, output, readTool } from './fakeTools.ts';
import { worldOf } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const TOOLS = [
  readTool('look', () => Promise.resolve(output('seen'))),
  readTool('fail', () => Promise.reject(new Error('broken'))),
  effectTool('act', {
    propose: () => commandProposal('npm test'),
    perform: () => Promise.resolve(output('done')),
  }),
];

/** Any answer: text or none, calls of every kind, every end. */
const answer: fc.Arbitrary<ScriptedAnswer> = fc
  .record(
    {
      reasoning: fc.constant(['Hm']),
      text: fc.constantFrom([], ['some ', 'text']),
      calls: fc.array(
        fc.constantFrom(
          call('call_1', 'look', { z: 1, a: 2 }),
          call('call_2', 'fail'),
          call('call_3', 'act'),
          call('call_4', 'nothingLikeIt'),
          brokenCall('call_5', 'look', '{"pa'),
        ),
        { maxLength: 3 },
      ),
      finishReason: fc.constantFrom('stop', 'length', 'truncated', 'unknown'),
      instead: fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(new PlumbError('No network.')) },
      ),
    },
    { requiredKeys: ['text'] },
  )
  .map(({ instead, ...rest }) => (instead === undefined ? rest : { ...rest, instead }));

type Step =
  | { readonly do: 'send' | 'continue' | 'retry' | 'reload' | 'undo' }
  /** Goes back to before the n-th message, from the last one. */
  | { readonly do: 'rewind'; readonly n: number }
  /** Sends, and does the other at the n-th event of the turn. */
  | { readonly do: 'stopAt' | 'reloadAt'; readonly n: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('send', 'continue', 'retry', 'reload', 'undo') }),
  fc.record({ do: fc.constant('rewind' as const), n: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constantFrom('stopAt', 'reloadAt'), n: fc.nat({ max: 12 }) }),
);

/** A request that left, with the id that the log has of it. */
interface SentRequest extends ModelRequest {
  readonly id: string;
}

/** Plays a chat through all its windows and returns what the model was sent. */
async function requestsOf(
  answers: readonly ScriptedAnswer[],
  steps: readonly Step[],
): Promise<{ requests: readonly SentRequest[]; log: InMemoryLog }> {
  let undone = 0;
  const { parts, client, log } = worldOf(answers, {
    tools: TOOLS,
    // Undone between two turns, and while one runs.
    takeUndone: () => {
      undone -= 1;
      return undone % 3 === 1 ? [{ path: 'a.ts', line: 1, rows: ['+x'] }] : [];
    },
  });
  // A file of the project that changes now and then, and is given again.
  let looks = 0;
  const partsWithInstructions: SessionParts = {
    ...parts,
    projectInstructions: {
      changed: given => {
        const hash = `version ${Math.floor((looks += 1) / 3)}`;
        const file = { path: 'AGENTS.md', text: hash, hash };
        return Promise.resolve(given.get(file.path) === hash ? [] : [file]);
      },
    },
  };
  let session = openedAgain();

  function openedAgain(): Session {
    const text = log.logs.get('chat');
    const opened = createSession(
      'chat',
      partsWithInstructions,
      text === undefined ? undefined : readLog(text),
    );
    opened.onEvent(event => {
      if (event.type !== 'toolProposed') return;
      const { callId, hash } = event;
      // Some of each, without another random choice.
      const decision = callId.endsWith('2') ? 'reject' : 'approve';
      opened.decide({ chatId: 'chat', callId, hash, decision });
    });
    return opened;
  }
  const actAt = (n: number, act: () => void): void => {
    let seen = 0;
    session.onEvent(() => {
      if ((seen += 1) === n) act();
    });
  };
  const reload = async (): Promise<void> => {
    session.dispose();
    await session.whenIdle();
    session = openedAgain();
  };

  for (const { do: what, ...rest } of steps) {
    const n = 'n' in rest ? rest.n : 0;
    const old = session;
    if (what === 'stopAt') actAt(n, () => old.stop());
    if (what === 'reloadAt') actAt(n, () => old.dispose());
    if (what === 'undo') undone = 5;
    if (what === 'rewind') await rewind(session, n);
    else if (what === 'retry') await session.retry().catch(onlyNothingToRetry);
    else if (what === 'continue') await session.continue();
    else if (what !== 'reload' && what !== 'undo') await session.send({ text: 'Go on.' });
    await session.whenIdle();
    if (what === 'reload' || what === 'reloadAt') await reload();
  }
  const requests = client.requests.map((request, index) => ({
    ...request,
    id: `task-${index + 1}`,
  }));
  // One too many for the script did not leave, nor one at which the window closed: the log knows.
  const events = readLog(log.logs.get('chat') ?? '').events;
  const left = new Set(ofType(events, 'requestSent').map(({ taskUUID }) => taskUUID));
  return { requests: requests.filter(({ id }) => left.has(id)), log };
}

async function rewind(session: Session, n: number): Promise<void> {
  const message = ofType(conversationOf(session.events), 'userMessage').at(-1 - n);
  if (message !== undefined) await session.rewind(message.id);
}

function onlyNothingToRetry(error: unknown): void {
  assert.match(String(error), /nothing to retry/);
}

describe('the requests of a chat', () => {
  it('each begin with the one before, through stops, failures, retries and reloads (invariant 8)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: 1, maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async (answers, steps) => {
          const { requests, log } = await requestsOf(answers, steps);
          const rewound = rewoundRequests(log);
          for (const [index, request] of requests.entries()) {
            const next = requests[index + 1];
            if (next === undefined) break;
            assert.equal(next.systemPrompt, request.systemPrompt);
            assert.equal(canonicalJson(next.tools), canonicalJson(request.tools));
            if (rewound.has(next.id)) continue;
            const rows = next.messages.slice(0, request.messages.length);
            assert.equal(canonicalJson(rows), canonicalJson(request.messages));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('have a result for every call, right behind it and in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: 1, maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async (answers, steps) => {
          const { requests } = await requestsOf(answers, steps);
          for (const { messages } of requests) assertPaired(messages);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Ids of the requests of which the log said before that the chat went back. */
function rewoundRequests(log: InMemoryLog): ReadonlySet<string> {
  const ids = new Set<string>();
  let isTold = false;
  for (const event of readLog(log.logs.get('chat') ?? '').events) {
    if (event.type === 'prefixBroken') isTold = event.reason === 'rewound';
    if (event.type !== 'requestSent') continue;
    if (isTold) ids.add(event.taskUUID);
    isTold = false;
  }
  return ids;
}

function assertPaired(messages: readonly ModelMessage[]): void {
  const ids: string[] = [];
  let expected: string[] = [];
  for (const row of messages) {
    if (row.role === 'tool') {
      assert.equal(row.id, expected.shift());
      continue;
    }
    assert.deepEqual(expected, [], 'a call has no result');
    expected = row.role === 'assistant' ? (row.tools ?? []).map(({ id }) => id) : [];
    ids.push(...expected);
  }
  assert.deepEqual(expected, [], 'a call has no result');
  assert.equal(new Set(ids).size, ids.length, 'an id occurs twice');
  assert.notEqual(messages.at(-1)?.role, 'assistant');
}
