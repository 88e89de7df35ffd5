import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { plainMarkdown } from '../../base/plainMarkdown.ts';
import { joinedAt } from '../../chat/seam.ts';
import type { SearchHit } from '../../protocol/requests/history.ts';
import type { TextQuery } from './searchText.ts';

export type LogHit = Omit<SearchHit, 'chatId'>;

/** Searches the lines of one log, in order. Lines that are no event are passed over. */
export interface LogSearch {
  line(text: string): void;
  /** After the last line: the places that are still part of the chat, in its order. */
  hits(): readonly LogHit[];
}

/** Hits of one chat that are kept while it is read; the list shows far fewer. */
const MOST_HITS = 200;

/** As far as they are searched; a newer Plumb's are read as well as can be. */
const Line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('userMessage'),
    id: z.string(),
    text: z.string(),
    replaces: z.string().optional(),
    continues: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('retried') }),
  z.object({ type: z.literal('answerEnded'), toolCalls: z.array(z.unknown()) }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('requestSent'), taskUUID: z.string() }),
  z.object({ type: z.literal('requestResumed'), taskUUID: z.string() }),
  z.object({
    type: z.literal('answersOffered'),
    taskUUID: z.string(),
    answers: z.array(z.object({ text: z.string() })),
  }),
  z.object({ type: z.literal('toolEnded'), callId: z.string(), content: z.string() }),
  z.object({ type: z.literal('rewound'), messageId: z.string() }),
  z.object({ type: z.literal('messageDeleted'), messageId: z.string() }),
  z.object({ type: z.literal('messageRestored'), messageId: z.string() }),
]);

/** Read whether or not they hold what is searched: the others are told apart by them. */
const ALWAYS_READ =
  /"type"\s*:\s*"(?:userMessage|text|requestSent|requestResumed|retried|rewound|messageDeleted|messageRestored)"/;

/** Read while an answer goes on with one that was cut: a call ends its text. */
const ANSWER_ENDED = /"type"\s*:\s*"answerEnded"/;

export function createLogSearch(query: TextQuery): LogSearch {
  /** Messages stand between the hits, so that a chat that goes back loses what came after. */
  let found: (LogHit | { readonly messageId: string })[] = [];
  const deleted = new Set<string>();
  let taskUUID = '';
  /** An answer is logged in pieces, and what is searched may lie across two of them. */
  let answer = '';
  /** The answer before, where the next one may go on with it. */
  let said = { taskUUID: '', text: '' };
  /** What was cut, and what goes on with it. */
  let cut: { readonly taskUUID: string; readonly text: string; more: string } | undefined;

  const add = (where: LogHit['where'], anchor: string, text: string): void => {
    const snippet = query.find(text);
    if (snippet !== undefined && anchor !== '' && found.length < MOST_HITS) {
      found.push({ where, anchor, ...snippet });
    }
  };
  const addMarkdown = (anchor: string, text: string): void => {
    if (query.mayBeInMarkdown(text)) add('answer', anchor, plainMarkdown(text));
  };
  const closeAnswer = (): void => {
    if (answer === '') return;
    if (cut === undefined) {
      said = { taskUUID, text: answer };
    } else {
      cut.more += answer;
      said = { taskUUID: cut.taskUUID, text: joinedAt(cut.text, cut.more) };
      const { taskUUID: anchor } = said;
      const last = found.at(-1);
      if (last !== undefined && 'where' in last && last.anchor === anchor) found.pop();
    }
    addMarkdown(said.taskUUID, said.text);
    answer = '';
  };
  /** The chat goes back to before a message; one that it does not hold changes nothing. */
  const cutFrom = (messageId: string): void => {
    const from = found.findLastIndex(
      entry => 'messageId' in entry && entry.messageId === messageId,
    );
    if (from < 0) return;
    found = found.slice(0, from);
    said = { taskUUID: '', text: '' };
  };

  return {
    line: text => {
      const isRead = ALWAYS_READ.test(text) || (cut !== undefined && ANSWER_ENDED.test(text));
      if (!isRead && !query.mayBeIn(text)) {
        closeAnswer();
        return;
      }
      const parsed = Line.safeParse(parseJson(text));
      const event = parsed.data;
      if (event?.type !== 'text') closeAnswer();
      switch (event?.type) {
        case undefined:
          break;
        case 'text':
          answer += event.text;
          break;
        case 'userMessage':
          cut =
            event.continues === true && said.taskUUID !== '' ? { ...said, more: '' } : undefined;
          if (event.continues === true) break;
          if (event.replaces !== undefined) cutFrom(event.replaces);
          found.push({ messageId: event.id });
          add('message', event.id, event.text);
          break;
        case 'requestSent':
        case 'requestResumed':
          taskUUID = event.taskUUID;
          break;
        case 'retried':
          if (cut !== undefined) cut.more = '';
          break;
        case 'answerEnded':
          if (event.toolCalls.length > 0) cut = undefined;
          break;
        case 'answersOffered':
          addMarkdown(event.taskUUID, event.answers.map(({ text: said }) => said).join('\n'));
          break;
        case 'toolEnded':
          add('tool', event.callId, event.content);
          break;
        case 'rewound':
          cutFrom(event.messageId);
          break;
        case 'messageDeleted':
          deleted.add(event.messageId);
          break;
        case 'messageRestored':
          deleted.delete(event.messageId);
          break;
      }
    },
    hits: () => {
      closeAnswer();
      let isDeleted = false;
      return found.flatMap(entry => {
        if ('anchor' in entry) return isDeleted ? [] : entry;
        isDeleted = deleted.has(entry.messageId);
        return [];
      });
    },
  };
}
