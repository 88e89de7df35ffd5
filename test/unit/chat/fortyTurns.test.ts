import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../src/api/modelClient.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { systemPrompt } from '../../../src/chat/prompt.ts';
import { createSession } from '../../../src/chat/session.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { worldOf } from './sessionHarness.ts';
import { SETTINGS } from './turnHarness.ts';

const TURNS = 40;
const MODEL_CHANGES_AT = 15;
const SUMMARISED_BEFORE = 28;

const summary = { goal: 'Tidy up', done: ['Some'], decisions: [], files: [], open: ['The rest'] };
const usage = {
  promptTokens: 5_000,
  completionTokens: 100,
  cachedTokens: undefined,
  reasoningTokens: undefined,
};

function* script(): Generator<ScriptedAnswer> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (turn === SUMMARISED_BEFORE) yield { wholeText: JSON.stringify(summary), usage };
    yield { calls: [call(`call_${turn}`, 'look', { path: `src/file${turn}.ts` })], usage };
    yield { text: [`Grüße from turn ${turn}. `, 'Done.'], usage };
  }
}

/** What the provider's cache goes by. */
function bytesOf({ systemPrompt: words, tools, messages }: ModelRequest): Buffer {
  return Buffer.from(canonicalJson([words, tools, messages]));
}

/** The share of the bytes of one request that stand at the same place in the next. */
function shareKept(request: ModelRequest, next: ModelRequest): number {
  const [before, after] = [bytesOf(request), bytesOf(next)];
  return before.filter((byte, at) => after[at] === byte).length / before.length;
}

/** The requests, from 0, before which a break of the prefix was logged, with its reason. */
function breaksIn(events: readonly ChatEvent[]): Map<number, string> {
  const breaks = new Map<number, string>();
  let sent = 0;
  for (const event of events) {
    if (event.type === 'requestSent') sent += 1;
    if (event.type === 'prefixBroken') breaks.set(sent, event.reason);
  }
  return breaks;
}

describe('a chat of forty turns', () => {
  it('sends at least 99.9 % of each request again in its place, but at the breaks it logs (invariant 8)', async () => {
    const { parts, client } = worldOf([...script()], {
      tools: [readTool('look', () => Promise.resolve(output('const a = 1;\n'.repeat(20))))],
    });
    let turn = 0;
    const facts = { folderNames: ['app'], platform: 'linux', shell: '/bin/bash' };
    const session = createSession('chat', {
      ...parts,
      systemPrompt: () => systemPrompt(facts),
      settings: () => ({
        ...SETTINGS,
        model: turn < MODEL_CHANGES_AT ? 'openai-gpt-5-5' : 'openai-gpt-5-4',
      }),
    });
    for (; turn < TURNS; turn += 1) {
      if (turn === SUMMARISED_BEFORE) {
        await session.summarise();
        await session.whenIdle();
      }
      await session.send({ text: `Go on with part ${turn}.` });
      await session.whenIdle();
    }

    const { requests } = client;
    assert.equal(requests.length, 2 * TURNS + 1);
    const breaks = breaksIn(session.events);
    assert.deepEqual(
      [...breaks],
      [
        [2 * MODEL_CHANGES_AT, 'model'],
        [2 * SUMMARISED_BEFORE + 1, 'summary'],
      ],
    );
    const shares = requests.slice(1).map((next, at) => {
      const request = requests[at];
      assert.ok(request !== undefined);
      return { request: at + 1, share: shareKept(request, next) };
    });
    const below = shares.filter(({ share }) => share < 0.999).map(({ request }) => request);
    // Another model has another cache; its bytes are the same.
    assert.deepEqual(below, [2 * SUMMARISED_BEFORE + 1]);
  });
});
