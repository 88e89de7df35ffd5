import * as l10n from '@vscode/l10n';
import { createSeam, type Seam } from '../../chat/seam.ts';
import type { TextItem } from '../../protocol/viewModel.ts';
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
  /**
   * The last text of this turn was cut, and the text that is said next goes on with it; false if
   * there is none.
   */
  goOn(): boolean;
  /** What was said since to go on with it does not stand: it is tried again. */
  tryAgain(): ChatPatch[];
  /** The text that was cut stays as it is now. */
  goOnNoMore(): void;
}

/** A text that was cut. */
interface Cut {
  readonly id: string;
  readonly before: string;
  seam: Seam;
}

const NO_ANSWER = { id: '', textId: '', thinkingId: '', thinkingSince: 0, parts: 0 };

export function createAnswerWords(shown: Shown): AnswerWords {
  let answer = { ...NO_ANSWER };
  let cut: Cut | undefined;

  const closeThinking = (at: number): ChatPatch[] => {
    const item = findItem(shown, answer.thinkingId);
    answer.thinkingId = '';
    return item?.kind === 'thinking'
      ? [{ op: 'replace', item: { ...item, durationMs: at - answer.thinkingSince } }]
      : [];
  };
  const closeText = (): ChatPatch[] => {
    // Only what begins a text is ever held back.
    const patches = grow(cut?.seam.end() ?? '');
    const item = findItem(shown, answer.textId);
    answer.textId = '';
    if (patches.length > 0) return patches.map(closed);
    return item?.kind === 'text' ? [closed({ op: 'replace', item })] : [];
  };
  const textThatWasCut = (): TextItem | undefined => {
    const item = cut === undefined ? undefined : findItem(shown, cut.id);
    return item?.kind === 'text' ? item : undefined;
  };
  const grow = (text: string): ChatPatch[] => {
    if (text === '') return [];
    if (answer.textId !== '') return [{ op: 'append', id: answer.textId, text }];
    const known = textThatWasCut();
    if (known !== undefined) {
      answer.textId = known.id;
      const continuedAt = cut?.before.length ?? 0;
      const item = { ...known, text: known.text + text, streaming: true, continuedAt };
      return [{ op: 'replace', item }];
    }
    answer.parts += 1;
    answer.textId = `${answer.id}:text:${answer.parts}`;
    return [{ op: 'add', item: { kind: 'text', id: answer.textId, text, streaming: true } }];
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
      const begins = answer.textId === '';
      const added = cut === undefined ? text : cut.seam.add(text);
      const patches = grow(added);
      return begins
        ? [...closeThinking(at), ...patches, working(shown, l10n.t('Answering'))]
        : patches;
    },
    closeText,
    close: at => [...closeThinking(at), ...closeText()],
    drop: () => {
      answer = { ...NO_ANSWER };
      cut = undefined;
    },
    resume: taskUUID => {
      const parts = itemsOfTurn(shown).filter(item => item.id.startsWith(`${taskUUID}:`));
      // What goes on with another answer's text has none of its own.
      const last =
        textThatWasCut() ?? parts.findLast(item => item.id.startsWith(`${taskUUID}:text:`));
      answer = {
        id: taskUUID,
        textId: last?.id ?? '',
        thinkingId: '',
        thinkingSince: 0,
        // Above every part that was shown, so that no id occurs twice.
        parts: parts.length,
      };
      if (last?.kind !== 'text') return [];
      const from = cut === undefined ? {} : { continuedAt: cut.before.length };
      return [{ op: 'replace', item: { ...last, streaming: true, ...from } }];
    },
    goOn: () => {
      const last = itemsOfTurn(shown).findLast(item => item.kind === 'text');
      if (last === undefined) return false;
      cut = { id: last.id, before: last.text, seam: createSeam(last.text) };
      return true;
    },
    tryAgain: () => {
      const item = textThatWasCut();
      if (cut === undefined || item === undefined) return [];
      cut.seam = createSeam(cut.before);
      return item.text === cut.before
        ? []
        : [{ op: 'replace', item: { ...item, text: cut.before } }];
    },
    goOnNoMore: () => {
      cut = undefined;
    },
  };
}

function closed(patch: ChatPatch): ChatPatch {
  return (patch.op === 'add' || patch.op === 'replace') && patch.item.kind === 'text'
    ? { ...patch, item: { ...patch.item, streaming: false } }
    : patch;
}
