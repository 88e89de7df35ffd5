import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../src/api/modelClient.ts';
import { PlumbError } from '../../../src/base/errors.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import type { OutgoingMessage } from '../../../src/chat/session.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call } from './fakeTools.ts';
import { createLongChat, PICTURE, type Left, type LongChat } from './longChat.ts';
import { ofType } from './turnHarness.ts';

const TURNS = 40;
const WANTED = 0.999;

/** What happens in some turns beside a message and its work. */
const asides: Readonly<Record<number, (chat: LongChat, turn: number) => Promise<void> | void>> = {
  3: reloads,
  6: chat => sends(chat, 6, { images: [PICTURE] }),
  8: (chat, turn) => stopsInText(chat, turn),
  9: chat => sends(chat, 9, { images: [{ ...PICTURE, url: 'https://example.org/b.png' }] }),
  12: ({ settings }) => void (settings.model = 'openai-gpt-5-4'),
  14: reloads,
  16: stopsAtApproval,
  18: ({ settings }) => void (settings.serviceTools = ['search']),
  22: (chat, turn) => stopsInText(chat, turn, { text: ['Half a', ' sentence, and the rest.'] }),
  24: reloads,
  28: summarises,
  31: reloadsInText,
  33: failsAndRetries,
  36: chat => sends(chat, 36, { images: [PICTURE] }),
};

/** One step that looks, one that changes something, one that answers. */
function work(turn: number): ScriptedAnswer[] {
  return [
    {
      reasoning: ['Hm.'],
      text: [`Turn ${turn}: `, 'I look first.'],
      calls: [
        call(`call_${turn}_1`, 'read_file', { path: 'src/a.ts' }),
        call(`call_${turn}_2`, 'search_text', { pattern: 'größe' }),
      ],
    },
    {
      calls: [
        call(`call_${turn}_3`, 'create_file', { path: `notes/${turn}.md`, text: `${turn}\n` }),
        call(`call_${turn}_4`, 'run_command', { command: 'npm test' }),
      ],
    },
    { text: ['It is ', 'done.'] },
  ];
}

async function sends(
  chat: LongChat,
  turn: number,
  message: Partial<OutgoingMessage> = {},
): Promise<void> {
  chat.answer(...work(turn));
  await chat.act(session => session.send({ text: `Do the next thing, ${turn}.`, ...message }));
}

function reloads(chat: LongChat): Promise<void> {
  return chat.reload();
}

/** Stop in the middle of a text, then Continue; the service has the rest of it or has it not. */
async function stopsInText(
  chat: LongChat,
  turn: number,
  atService?: ScriptedAnswer,
): Promise<void> {
  const half: ScriptedAnswer = { text: ['Half a'], instead: 'hang' };
  chat.answer(...work(turn).slice(0, 2), atService === undefined ? half : { ...half, atService });
  await chat.actUntil(
    session => session.send({ text: 'Wait.' }),
    event => event.type === 'text' && event.text === 'Half a',
    session => session.stop(),
  );
  if (atService === undefined) chat.answer({ text: ['And the rest.'] });
  await chat.act(session => session.continue());
}

async function stopsAtApproval(chat: LongChat, turn: number): Promise<void> {
  chat.answer({ calls: [call(`call_${turn}_waits`, 'run_command', { command: 'npm test' })] });
  await chat.actUntil(
    session => session.send({ text: 'Test it.' }),
    event => event.type === 'toolProposed',
    session => session.stop(),
  );
  chat.answer({ text: ['Not run, then.'] });
  await chat.act(session => session.continue());
}

async function reloadsInText(chat: LongChat): Promise<void> {
  chat.answer({ text: ['Half a'], instead: 'hang' });
  await chat.actUntil(
    session => session.send({ text: 'Go on.' }),
    event => event.type === 'text',
    session => session.dispose(),
  );
  await chat.reload();
  chat.answer({ text: ['And the rest.'] });
  await chat.act(session => session.continue());
}

async function failsAndRetries(chat: LongChat): Promise<void> {
  chat.answer({ text: ['Half a'], instead: new PlumbError('No network.') });
  await chat.act(session => session.send({ text: 'Go on.' }));
  chat.answer({ text: ['Whole.'] });
  await chat.act(session => session.retry());
}

async function summarises(chat: LongChat): Promise<void> {
  const summary = { goal: 'Tidy', done: ['notes'], decisions: [], files: [], open: ['the rest'] };
  chat.answer({ wholeText: JSON.stringify(summary) });
  await chat.act(session => session.summarise());
}

async function played(): Promise<LongChat> {
  const chat = createLongChat();
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await asides[turn]?.(chat, turn);
    await sends(chat, turn);
  }
  return chat;
}

/** In the order in which the provider reads it: what stands in front is served from its cache. */
function bytesOf({ systemPrompt, tools, messages }: ModelRequest): Buffer {
  const parts = Object.entries({ systemPrompt, tools, messages });
  return Buffer.from(parts.map(([name, part]) => `"${name}":${canonicalJson(part)}`).join());
}

/** Share of the first one's bytes that stand at the same places in the second one. */
function kept(first: Buffer, second: Buffer): number {
  let same = 0;
  for (const [at, byte] of first.entries()) if (second[at] === byte) same += 1;
  return same / first.length;
}

/** The breaks that the log tells of between two requests, as the second one left. */
function breaksBetween(first: Left, second: Left): string[] {
  const between = second.log.slice(first.log.length);
  return ofType(between, 'prefixBroken').map(({ reason }) => reason);
}

describe(`the requests of a chat of ${TURNS} turns`, () => {
  it('keep 99.9 % of their bytes in their places, but where the log told of a break before (invariant 8)', async () => {
    const { left, log } = await played();
    assert.ok(left.length > 3 * TURNS);
    const told: string[] = [];
    for (const [index, second] of left.entries()) {
      const first = left[index - 1];
      if (first === undefined) continue;
      const breaks = breaksBetween(first, second);
      told.push(...breaks);
      const share = kept(bytesOf(first.request), bytesOf(second.request));
      if (breaks.length === 0) assert.ok(share >= WANTED, `request ${index + 1} kept ${share}`);
    }
    assert.deepEqual(told, ['model', 'tools', 'summary']);
    assert.equal(ofType(log(), 'prefixBroken').length, told.length);
  });

  it('are those of stops, failures, reloads, answers taken up again and a retry', async () => {
    const log = (await played()).log();
    const ends = ofType(log, 'turnEnded').map(({ reason }) => reason);
    assert.deepEqual(
      ends.filter(reason => reason !== 'done'),
      ['stopped', 'stopped', 'stopped', 'interrupted', 'failed'],
    );
    assert.equal(ofType(log, 'requestResumed').length, 1);
    assert.equal(ofType(log, 'retried').length, 1);
    assert.equal(ofType(log, 'summarised').length, 1);
  });

  it('name the images that belong to a message, and hold what came of every call', async () => {
    const { left } = await played();
    const whole = left.map(({ request }) => canonicalJson(request.messages)).join('\n');
    assert.match(whole, /Image 1 belongs to this message: a\.png/);
    assert.match(whole, /Image 2 belongs to this message: a\.png/);
    const { messages } = left.at(-1)?.request ?? { messages: [] };
    const results = messages.filter(({ role }) => role === 'tool').length;
    const calls = messages.flatMap(row => (row.role === 'assistant' ? (row.tools ?? []) : []));
    assert.equal(results, calls.length);
    assert.ok(calls.length > 40);
  });
});
