import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChatEvent } from '../../src/chat/events.ts';
import { SCHEMA } from '../../src/chat/sessionLog.ts';
import { storedLine } from '../../src/chat/storedEvent.ts';

/** UTF-16 code units (all of one byte) of what a call brought, so that a message takes 10 KB. */
const RESULT = 17_500;
const AT = Date.UTC(2026, 0, 1);
/** Turns behind the summary. */
const LATEST = 5;
const summary: ChatEvent = {
  type: 'summarised',
  at: AT,
  summary: {
    goal: 'To look at every module.',
    done: ['Looked at many.'],
    decisions: [],
    files: [],
    open: ['The last ones.'],
  },
};

/**
 * Writes the log of a chat as a window does: a message of a person, a call with its result, and the
 * answer, again and again, with 10 KB a message.
 * @param messages of the person and of the model together
 */
export async function writeLongLog(
  folder: string,
  chatId: string,
  messages: number,
): Promise<{ readonly bytes: number; readonly lastAnswer: string }> {
  const lines = [storedLine({ type: 'created', at: AT, schema: SCHEMA, id: chatId })];
  const turns = messages / 2;
  for (let turn = 0; turn < turns; turn += 1) {
    // All of it would not fit into a prompt.
    if (turn === turns - LATEST) lines.push(storedLine(summary));
    lines.push(...turnEvents(chatId, turn).map(storedLine));
  }
  const text = `${lines.join('\n')}\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${chatId}.jsonl`), text);
  return { bytes: Buffer.byteLength(text), lastAnswer: lastLine(chatId, turns - 1) };
}

function lastLine(chatId: string, turn: number): string {
  return `So ${chatId} ends with number ${turn}.`;
}

function turnEvents(chatId: string, turn: number): ChatEvent[] {
  const at = AT + turn * 60_000;
  const id = `${chatId}-${turn}`;
  const callId = `call-${id}`;
  return [
    { type: 'userMessage', at, id, text: `Look at module ${turn}, please.`, attachments: [] },
    { type: 'requestSent', at, taskUUID: `look-${id}`, model: 'openai-gpt-5-5', boundUsd: 0.4 },
    {
      type: 'answerEnded',
      at,
      taskUUID: `look-${id}`,
      toolCalls: [
        { valid: true, id: callId, name: 'read_file', input: { path: `src/${turn}.ts` } },
      ],
      finishReason: 'tool_calls',
      costUsd: 0.01,
    },
    { type: 'toolStarted', at, callId, title: `Read src/${turn}.ts` },
    {
      type: 'toolEnded',
      at,
      callId,
      state: 'done',
      content: `const line = '${turn}';\n`.repeat(RESULT / 22),
      summary: '800 lines',
      durationMs: 3,
    },
    { type: 'requestSent', at, taskUUID: `say-${id}`, model: 'openai-gpt-5-5', boundUsd: 0.4 },
    { type: 'text', at, text: answer(chatId, turn) },
    {
      type: 'answerEnded',
      at,
      taskUUID: `say-${id}`,
      toolCalls: [],
      finishReason: 'stop',
      costUsd: 0.01,
    },
    { type: 'turnEnded', at, reason: 'done' },
  ];
}

function answer(chatId: string, turn: number): string {
  return [
    `The function **parse${turn}** reads the header, then hands the rest to its caller.`,
    `- the check has to come before the slice,\n- an empty body is valid, so \`0\` must pass,\n- and the error should name the \`offset\`.`,
    `\`\`\`ts\nexport function parse${turn}(input: Uint8Array): Header {\n  const view = new DataView(input.buffer);\n  return { size: view.getUint32(0), body: input.subarray(4) };\n}\n\`\`\``,
    lastLine(chatId, turn),
  ].join('\n\n');
}
