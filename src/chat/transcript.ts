import type { ModelMessage, ReceivedToolCall } from '../api/modelClient.ts';
import { INTERRUPTED_BEFORE, INTERRUPTED_DURING, invalidCall } from './callResults.ts';
import type { Attachment, ChatEvent } from './events.ts';

/** The calls of one answer while their results come in. */
interface OpenCalls {
  readonly calls: readonly ReceivedToolCall[];
  readonly started: Set<string>;
  readonly results: Map<string, string>;
}

/**
 * The conversation as the model is sent it: a pure fold over the events, so a chat that goes on
 * only ever adds rows behind those that were sent before (invariant 8). Thinking is not sent back.
 *
 * A call without a result gets one that says so; an answer that broke off keeps its text; an
 * answer without text and calls has no row.
 */
export function messagesOf(events: readonly ChatEvent[]): ModelMessage[] {
  const rows: ModelMessage[] = [];
  let text = '';
  let open: OpenCalls | undefined;

  const closeCalls = (): void => {
    if (open !== undefined) rows.push(...resultRows(open));
    open = undefined;
  };
  const closeAnswer = (calls: readonly ReceivedToolCall[] = []): void => {
    closeCalls();
    if (text !== '' || calls.length > 0) rows.push(assistantRow(text, calls));
    text = '';
  };

  for (const event of events) {
    switch (event.type) {
      case 'userMessage':
        closeAnswer();
        rows.push({ role: 'user', content: userContent(event.text, event.attachments) });
        break;
      case 'retried':
        closeAnswer();
        if (isBareAnswer(rows.at(-1))) rows.pop();
        break;
      case 'requestSent':
        closeCalls();
        break;
      case 'text':
        text += event.text;
        break;
      case 'answerEnded':
        closeAnswer(event.toolCalls);
        if (event.toolCalls.length > 0) {
          open = { calls: event.toolCalls, started: new Set(), results: new Map() };
        }
        break;
      case 'toolStarted':
        open?.started.add(event.callId);
        break;
      case 'toolEnded':
        open?.results.set(event.callId, event.content);
        break;
      case 'created':
      case 'titled':
      case 'reasoning':
      case 'toolProposed':
      case 'toolDecided':
      case 'turnEnded':
      case 'requestResumed':
      case 'prefixBroken':
      case 'adjusted':
      case 'sourcesFound':
      case 'serviceToolUsed':
      case 'answersOffered':
      case 'answerKept':
      case 'costSettled':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
      case 'summarised':
        break;
    }
  }
  closeAnswer();
  return rows;
}

function assistantRow(text: string, calls: readonly ReceivedToolCall[]): ModelMessage {
  return {
    role: 'assistant',
    ...(text === '' ? {} : { content: text }),
    ...(calls.length === 0
      ? {}
      : {
          tools: calls.map(call => ({
            id: call.id,
            name: call.name,
            // What arrived is no JSON object; its result says what it was.
            input: call.valid ? call.input : {},
          })),
        }),
  };
}

/** One row a call, in the order of the calls, whatever order they ended in. */
function resultRows({ calls, started, results }: OpenCalls): ModelMessage[] {
  return calls.map(call => ({
    role: 'tool',
    id: call.id,
    content: results.get(call.id) ?? missingResult(call, started.has(call.id)),
  }));
}

function missingResult(call: ReceivedToolCall, started: boolean): string {
  if (!call.valid) return invalidCall(call);
  return started ? INTERRUPTED_DURING : INTERRUPTED_BEFORE;
}

function isBareAnswer(row: ModelMessage | undefined): boolean {
  return row?.role === 'assistant' && row.tools === undefined;
}

function userContent(text: string, attachments: readonly Attachment[]): string {
  return [text, ...attachments.map(attachmentBlock)].join('\n\n');
}

/** `Attached src/a.ts:3-9:` and the text in a fence that nothing inside it can close. */
function attachmentBlock({ label, language, text }: Attachment): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const newline = text.endsWith('\n') ? '' : '\n';
  return `Attached ${oneLine(label)}:\n${fence}${oneLine(language)}\n${text}${newline}${fence}`;
}

/** A file's name may hold a line break or a backtick; neither may end the heading or the fence. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n`]/g, ' ');
}
