import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { typeOver } from './typeOver.ts';

/** The text box of the message. It holds the text itself, so an input method is never disturbed. */
export interface MessageBox {
  readonly element: RefObject<HTMLTextAreaElement | null>;
  text(): string;
  /** The cursor, if nothing is selected. */
  cursor(): number | undefined;
  /** Puts another text there; the cursor stands behind it. */
  write(text: string): void;
  /** The same for a text that is not being written, as one that is only looked at. */
  show(text: string): void;
  /** Puts a text in the place of what is selected; the cursor stands behind it. */
  insert(text: string): void;
  /**
   * Puts a text in the place of another that begins at `from`; the cursor stands behind it.
   * @returns false if that does not stand there any more
   */
  replace(from: number, old: string, text: string): boolean;
  /** Puts a text on a line of its own below what stands there; the cursor stays where it is. */
  append(text: string): void;
  /** Takes a text away, if it still stands at `from`; the cursor stays where it is. */
  cut(from: number, old: string): void;
  focus(): void;
  /** Does it now, or when the input method has ended what it composes (R56). */
  whenSettled(action: () => void): void;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: () => void;
}

/** @param onWritten hears of each text that is put there to be sent */
export function useMessageBox(onWritten: (text: string) => void): MessageBox {
  const element = useRef<HTMLTextAreaElement>(null);
  const composition = useRef({ isOpen: false, waiting: [] as (() => void)[] }).current;
  const text = (): string => element.current?.value ?? '';
  const put = (box: HTMLTextAreaElement, written: string): void => {
    box.value = written;
    box.setSelectionRange(written.length, written.length);
  };
  const change = (how: (box: HTMLTextAreaElement) => void): void => {
    if (element.current === null) return;
    how(element.current);
    onWritten(element.current.value);
  };
  const standsAt = (from: number, old: string): boolean => text().startsWith(old, from);

  return {
    element,
    text,
    cursor: () => {
      const box = element.current;
      return box?.selectionStart === box?.selectionEnd ? box?.selectionStart : undefined;
    },
    write: written => change(box => put(box, written)),
    show: shown => {
      if (element.current !== null) put(element.current, shown);
    },
    insert: inserted =>
      change(box => typeOver(box, box.selectionStart, box.selectionEnd, inserted)),
    replace: (from, old, replacement) => {
      if (!standsAt(from, old)) return false;
      change(box => typeOver(box, from, from + old.length, replacement));
      return true;
    },
    append: added =>
      change(box => {
        if (box.value === '') put(box, added);
        else box.setRangeText(`\n${added}`, box.value.length, box.value.length, 'preserve');
      }),
    cut: (from, old) => {
      if (!standsAt(from, old)) return;
      change(box => {
        const moved = (at: number): number => (at > from ? Math.max(from, at - old.length) : at);
        const [start, end] = [moved(box.selectionStart), moved(box.selectionEnd)];
        typeOver(box, from, from + old.length, '');
        box.setSelectionRange(start, end);
      });
    },
    focus: () => element.current?.focus(),
    whenSettled: action => {
      if (composition.isOpen) composition.waiting.push(action);
      else action();
    },
    onCompositionStart: () => {
      composition.isOpen = true;
    },
    onCompositionEnd: () => {
      composition.isOpen = false;
      for (const action of composition.waiting.splice(0)) action();
    },
  };
}
