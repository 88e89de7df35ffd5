import type { Decision } from '../../src/base/accessLevel.ts';
import type { ChatEvent, LiveEvent } from '../../src/chat/events.ts';
import type { UndoneRows } from '../../src/chat/undoneEdits.ts';
import type { ReceivedToolCall } from '../../src/api/modelClient.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { CommandResult } from '../../src/tools/ports.ts';
import { createInMemoryWorkspace, type InMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { createScriptedModel, type ScriptedAnswer } from '../support/scriptedModel.ts';
import { sessionInMemory } from '../support/sessionInMemory.ts';
import { renderChat } from './renderChat.ts';

const DISCOUNT = `/** The discount for so many of one thing, in percent. */
export function discountPercent(quantity: number): number {
  if (quantity >= 5) return 5;
  if (quantity >= 10) return 10;
  return 0;
}
`;
const FIXED = `  if (quantity >= 10) return 10;
  if (quantity >= 5) return 5;`;
const TEST = `test('ten get ten percent', () => {
  assert.equal(discountPercent(10), 10);
});
`;

export interface GoldenChat {
  readonly answers: readonly ScriptedAnswer[];
  /** What is decided on the call that asks; a call that is not named is approved. */
  readonly decisions?: Readonly<Record<string, Decision>>;
  /** Presses Stop at the first event that fits. */
  readonly stopAt?: (event: ChatEvent | LiveEvent) => boolean;
  /** Edits that the user undid, told at this look, from 1: one look a request. */
  readonly undone?: { readonly look: number; readonly edits: readonly UndoneRows[] };
  /** What the user says while the turn runs, at the first event that fits. */
  readonly says?: {
    readonly at: (event: ChatEvent | LiveEvent) => boolean;
    readonly text: string;
    readonly how: 'queue' | 'steer';
  };
  /** What happens once the turn has ended. */
  readonly then?: 'continue';
  /** Runs commands; default: the tests of the workspace, that fail until it is fixed. */
  readonly onCommand?: Parameters<InMemoryWorkspace['onCommand']>[0];
}

export function call(id: string, name: string, input: JsonObject): ReceivedToolCall {
  return { valid: true, id, name, input };
}

/** Plays a chat with the real tools on a small workspace in memory and returns it as a text. */
export async function playGolden(chat: GoldenChat): Promise<string> {
  const workspace = createInMemoryWorkspace({
    files: {
      'package.json': '{ "scripts": { "test": "node --test" } }\n',
      'src/discount.ts': DISCOUNT,
      'test/discount.test.ts': TEST,
    },
  });
  workspace.onCommand(chat.onCommand ?? (({ onOutput }) => runTests(workspace, onOutput)));
  const client = createScriptedModel(chat.answers);
  let looks = 0;
  const session = sessionInMemory(client, workspace, () =>
    (looks += 1) === chat.undone?.look ? chat.undone.edits : [],
  );
  const events: (ChatEvent | LiveEvent)[] = [];
  let stops = 0;
  let saying: Promise<void> | undefined;
  session.onEvent(event => {
    events.push(event);
    if (stops === 0 && chat.stopAt?.(event) === true) {
      stops += 1;
      session.stop();
    }
    if (saying === undefined && chat.says?.at(event) === true) {
      saying = session.send({ text: chat.says.text }, chat.says.how);
    }
    if (event.type === 'toolProposed' && event.asks) {
      const { callId, hash } = event;
      const decision = chat.decisions?.[callId] ?? 'approve';
      session.decide({ chatId: 'chat', callId, hash, decision });
    }
  });
  const secondEnd = new Promise<void>(resolve => {
    session.onEvent(({ type }) => {
      if (type === 'turnEnded' && events.filter(event => event.type === type).length === 2)
        resolve();
    });
  });
  await session.send({ text: 'The tests fail. Find out why and fix it.' });
  await session.whenIdle();
  await saying;
  if (chat.says?.how === 'queue') await secondEnd;
  if (chat.then === 'continue') {
    await session.continue();
    await session.whenIdle();
  }
  const fixed = workspace.text('src/discount.ts')?.includes(FIXED) === true;
  return `${renderChat(events, client.requests)}\nsrc/discount.ts is ${fixed ? 'fixed' : 'as it was'}\n`;
}

function runTests(
  workspace: InMemoryWorkspace,
  onOutput: (text: string) => void,
): Promise<CommandResult> {
  const fixed = workspace.text('src/discount.ts')?.includes(FIXED) === true;
  const output = fixed ? '# pass 1\n# fail 0\n' : '5 !== 10\n# pass 0\n# fail 1\n';
  onOutput(output);
  return Promise.resolve({ exitCode: fixed ? 0 : 1, endedBy: 'exit', output, durationMs: 300 });
}

export const PATCH = `*** Begin Patch
*** Update File: src/discount.ts
@@ export function discountPercent(quantity: number): number {
-  if (quantity >= 5) return 5;
   if (quantity >= 10) return 10;
+  if (quantity >= 5) return 5;
   return 0;
*** End Patch
`;
