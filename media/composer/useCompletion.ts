import * as l10n from '@vscode/l10n';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Candidate } from '../../src/protocol/requests/composer.ts';
import { usePanel } from '../panelContext.ts';
import { mentionAt, type Mention } from './mention.ts';
import type { MessageBox } from './messageBox.ts';

/** ms between two keys that are asked about as one. */
const TYPING_MS = 40;
/** Lines that PageUp and PageDown go. */
const PAGE = 8;

/** The list that opens while `@…` or `/…` is typed. */
export interface Completion {
  /** Empty while it is closed. */
  readonly candidates: readonly Candidate[];
  /** Index of the one that Enter takes. */
  readonly active: number;
  readonly listId: string;
  optionId(at: number): string;
  onInput(event: InputEvent): void;
  /** @returns whether the key was for the list */
  onKeyDown(event: KeyboardEvent): boolean;
  take(at: number): void;
  close(): void;
}

interface Open {
  mention: Mention;
  candidates: readonly Candidate[];
  active: number;
  /** The query that the candidates answer; another one is on its way if it is not the mention's. */
  answered: string | undefined;
  /** Enter was pressed before the answer to what was typed. */
  takesFirst: boolean;
}

/**
 * @param onTake does what the candidate stands for; the mention is what stands in the text for it
 */
export function useCompletion(
  box: MessageBox,
  onTake: (candidate: Candidate, mention: Mention) => void,
): Completion {
  const { ask, announce } = usePanel();
  const [, setDrawn] = useState(0);
  const listId = useId();
  const held = useRef({
    open: undefined as Open | undefined,
    asked: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }).current;
  const redraw = (): void => setDrawn(count => count + 1);

  const close = (): void => {
    if (held.open === undefined) return;
    held.open = undefined;
    held.asked += 1;
    clearTimeout(held.timer);
    redraw();
  };
  const load = async (open: Open): Promise<void> => {
    const { trigger, query } = open.mention;
    held.asked += 1;
    const mine = held.asked;
    const answer = await ask('complete', { trigger, query });
    // Late: something else was typed since, or the list was closed.
    if (mine !== held.asked) return;
    if (answer === undefined) {
      close();
      return;
    }
    const wasEmpty = open.candidates.length === 0;
    open.candidates = answer.candidates;
    open.active = 0;
    open.answered = query;
    if (wasEmpty && answer.candidates.length > 0) {
      announce(l10n.t('{0} suggestions', answer.candidates.length));
    }
    if (open.takesFirst) take(0);
    redraw();
  };
  const follow = (open: Open, mention: Mention): void => {
    const isSame = open.mention.query === mention.query;
    open.mention = mention;
    if (isSame) return;
    clearTimeout(held.timer);
    held.asked += 1;
    held.timer = setTimeout(() => void load(open), TYPING_MS);
  };
  const begin = (mention: Mention): void => {
    const open = { mention, candidates: [], active: 0, answered: undefined, takesFirst: false };
    held.open = open;
    void load(open);
  };
  /** The text or the cursor is another: the list goes on with the same mention, or closes. */
  const onMoved = (): void => {
    const { open } = held;
    const cursor = box.cursor();
    if (open === undefined) return;
    const mention = cursor === undefined ? undefined : mentionAt(box.text(), cursor);
    if (mention?.from === open.mention.from) follow(open, mention);
    else close();
  };
  const take = (at: number): void => {
    const { open } = held;
    const candidate = open?.candidates[at];
    if (open === undefined) return;
    if (candidate?.narrowsTo === undefined) {
      close();
      if (candidate !== undefined) onTake(candidate, open.mention);
      return;
    }
    const { trigger, from, query } = open.mention;
    open.takesFirst = false;
    // Before the box tells of its new text: this is what the list goes on with.
    open.mention = { trigger, from, query: candidate.narrowsTo };
    box.replace(from, `${trigger}${query}`, `${trigger}${candidate.narrowsTo}`);
    void load(open);
  };

  const isOpen = held.open !== undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    document.addEventListener('selectionchange', onMoved);
    return () => document.removeEventListener('selectionchange', onMoved);
  }, [isOpen]);

  const step = (open: Open, key: string): boolean => {
    const last = open.candidates.length - 1;
    const { active } = open;
    const next = new Map([
      ['ArrowDown', active === last ? 0 : active + 1],
      ['ArrowUp', active === 0 ? last : active - 1],
      ['PageDown', Math.min(last, active + PAGE)],
      ['PageUp', Math.max(0, active - PAGE)],
    ]).get(key);
    if (next === undefined) return false;
    open.active = next;
    redraw();
    return true;
  };

  return {
    candidates: held.open?.candidates ?? [],
    active: held.open?.active ?? 0,
    listId,
    optionId: at => `${listId}-${at}`,
    onInput: event => {
      if (event.isComposing) return;
      const cursor = box.cursor();
      const mention = cursor === undefined ? undefined : mentionAt(box.text(), cursor);
      // Only the sign itself, typed, opens it: no address that is pasted, and none that is closed.
      const isBegun = event.inputType === 'insertText' && mention?.query === '';
      if (isBegun && event.data === mention.trigger) begin(mention);
      else onMoved();
    },
    onKeyDown: event => {
      const { open } = held;
      if (open === undefined || open.candidates.length === 0) return false;
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter' || event.key === 'Tab') {
        if (open.answered === open.mention.query) take(open.active);
        else open.takesFirst = true;
      } else if (!step(open, event.key)) return false;
      event.preventDefault();
      return true;
    },
    take,
    close,
  };
}
