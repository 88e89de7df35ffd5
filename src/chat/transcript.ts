import type { ModelMessage, ReceivedToolCall } from '../api/modelClient.ts';
import { INTERRUPTED_BEFORE, INTERRUPTED_DURING, invalidCall } from './callResults.ts';
import type { ChatEvent } from './events.ts';
import { conversationOf } from './conversation.ts';
import { createPins } from './pins.ts';
import { summaryMessage } from './summaryText.ts';
import { undoneMessage } from './undoneEdits.ts';
import { instructionsMessage } from './instructions.ts';
import { imageNames, userContent } from './userContent.ts';

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
 * answer without text and calls has no row. Of several answers the one that was kept has a row. A
 * summary takes the place of all rows before it. Edits that were undone are a row of their own, for
 * a row that was sent must not change. What was rewound or deleted has no rows; what was
 * pinned stands word for word beside a summary.
 */
export function messagesOf(events: readonly ChatEvent[]): ModelMessage[] {
  const rows: ModelMessage[] = [];
  let text = '';
  let open: OpenCalls | undefined;
  let images = 0;
  /** Where the rows of the last answer begin, and what it said, for when it is taken up again. */
  let answer = { start: 0, text: '' };
  let isSummary = false;
  let offered: Extract<ChatEvent, { type: 'answersOffered' }> | undefined;

  const closeCalls = (): void => {
    if (open !== undefined) rows.push(...resultRows(open));
    open = undefined;
  };
  const closeAnswer = (calls: readonly ReceivedToolCall[] = []): void => {
    closeCalls();
    if (text !== '' || calls.length > 0) rows.push(assistantRow(text, calls));
    text = '';
  };

  const pins = createPins();
  for (const event of conversationOf(events)) {
    pins.add(event);
    switch (event.type) {
      case 'userMessage':
        closeAnswer();
        rows.push({ role: 'user', content: userContent(event, images + 1) });
        images += event.images?.length ?? 0;
        break;
      case 'retried':
        closeAnswer();
        if (isBareAnswer(rows.at(-1))) rows.pop();
        break;
      case 'requestSent':
        isSummary = event.purpose === 'summary';
        if (isSummary) break;
        closeCalls();
        answer = { start: rows.length, text: '' };
        break;
      case 'requestResumed':
        // What had come of it stands in the rows, which no request has carried yet.
        open = undefined;
        rows.length = answer.start;
        text = answer.text;
        break;
      case 'text':
        text += event.text;
        answer.text = text;
        break;
      case 'answersOffered':
        offered = event;
        break;
      case 'answerKept':
        text = offered?.answers[event.index]?.text ?? '';
        closeAnswer();
        break;
      case 'summarised':
        closeAnswer();
        rows.splice(0, rows.length, {
          role: 'user',
          content: summaryMessage(event.summary, pins.texts()),
        });
        images = 0;
        break;
      case 'editsUndone':
        closeAnswer();
        rows.push({ role: 'user', content: undoneMessage(event.edits) });
        break;
      case 'instructionsLoaded':
        closeAnswer();
        rows.push({ role: 'user', content: instructionsMessage(event.files) });
        break;
      case 'answerEnded':
        if (isSummary) break;
        closeAnswer(event.toolCalls);
        if (event.toolCalls.length > 0) {
          open = { calls: event.toolCalls, started: new Set(), results: new Map() };
        }
        break;
      case 'toolStarted':
        open?.started.add(event.callId);
        break;
      case 'toolEnded':
        open?.results.set(event.callId, withImages(event.content, event.images, images + 1));
        images += event.images?.length ?? 0;
        break;
      case 'created':
      case 'imported':
      case 'rewound':
      case 'messageDeleted':
      case 'messageRestored':
      case 'messageQueued':
      case 'queueRemoved':
      case 'pinned':
      case 'branched':
      case 'titled':
      case 'reasoning':
      case 'toolProposed':
      case 'toolDecided':
      case 'turnEnded':
      case 'prefixBroken':
      case 'adjusted':
      case 'sourcesFound':
      case 'serviceToolUsed':
      case 'costSettled':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
        break;
    }
  }
  closeAnswer();
  return rows;
}

/** A result as the model is sent it: images travel apart from the messages, so it names them. */
function withImages(
  content: string,
  images: Extract<ChatEvent, { type: 'toolEnded' }>['images'] = [],
  first: number,
): string {
  return [content, ...imageNames(images, first, 'result')].join('\n\n');
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
