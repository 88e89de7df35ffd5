import * as l10n from '@vscode/l10n';
import { findItem, itemsOfTurn, working, type ChatPatch, type Shown } from './chatPatch.ts';

/** Shows the thinking and the text of the answer that is under way, in the order they come. */
export interface AnswerWords {
  /** The request that is being answered. */
  readonly taskUUID: string;
  begin(taskUUID: string): void;
  reasoning(at: number, text: string): ChatPatch[];
  text(at: number, text: string): ChatPatch[];
  /** Nothing more is added to the text so far: what comes next stands behind it. */
  closeText(): ChatPatch[];
  close(at: number): ChatPatch[];
  /** What was shown of the answer is there no more. */
  drop(): void;
  /** What came of an answer before is taken up again; more text goes on behind it. */
  resume(taskUUID: string): ChatPatch[];
}

const NO_ANSWER = { id: '', textId: '', thinkingId: '', thinkingSince: 0, parts: 0 };

export function createAnswerWords(shown: Shown): AnswerWords {
  let answer = { ...NO_ANSWER };

  const closeThinking = (at: number): ChatPatch[] => {
    const item = findItem(shown, answer.thinkingId);
    answer.thinkingId = '';
    return item?.kind === 'thinking'
      ? [{ op: 'replace', item: { ...item, durationMs: at - answer.thinkingSince } }]
      : [];
  };
  const closeText = (): ChatPatch[] => {
    const item = findItem(shown, answer.textId);
    answer.textId = '';
    return item?.kind === 'text' ? [{ op: 'replace', item: { ...item, streaming: false } }] : [];
  };

  return {
    get taskUUID() {
      return answer.id;
    },
    begin: taskUUID => {
      answer = { ...NO_ANSWER, id: taskUUID };
    },
    reasoning: (at, text) => {
      if (answer.thinkingId !== '') return [{ op: 'append', id: answer.thinkingId, text }];
      answer.parts += 1;
      answer.thinkingId = `${answer.id}:thinking:${answer.parts}`;
      answer.thinkingSince = at;
      return [
        ...closeText(),
        { op: 'add', item: { kind: 'thinking', id: answer.thinkingId, text } },
        working(shown, l10n.t('Thinking')),
      ];
    },
    text: (at, text) => {
      if (answer.textId !== '') return [{ op: 'append', id: answer.textId, text }];
      const closed = closeThinking(at);
      answer.parts += 1;
      answer.textId = `${answer.id}:text:${answer.parts}`;
      return [
        ...closed,
        { op: 'add', item: { kind: 'text', id: answer.textId, text, streaming: true } },
        working(shown, l10n.t('Answering')),
      ];
    },
    closeText,
    close: at => [...closeThinking(at), ...closeText()],
    drop: () => {
      answer = { ...NO_ANSWER };
    },
    resume: taskUUID => {
      const parts = itemsOfTurn(shown).filter(item => item.id.startsWith(`${taskUUID}:`));
      const last = parts.findLast(item => item.id.startsWith(`${taskUUID}:text:`));
      answer = {
        id: taskUUID,
        textId: last?.id ?? '',
        thinkingId: '',
        thinkingSince: 0,
        // Above every part that was shown, so that no id occurs twice.
        parts: parts.length,
      };
      return last?.kind === 'text' ? [{ op: 'replace', item: { ...last, streaming: true } }] : [];
    },
  };
}
