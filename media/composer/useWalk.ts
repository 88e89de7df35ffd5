import { useMemo, useRef } from 'preact/hooks';
import type { MessageBox } from './messageBox.ts';
import { createMessageWalk } from './messageWalk.ts';

export interface Walk {
  /** @returns whether the key was for it */
  onKeyDown(event: KeyboardEvent): boolean;
  /** What is being written: while a walk goes on, that is not what the box shows. */
  written(): string;
  /** What is shown was changed or sent. */
  leave(): void;
}

/**
 * Own messages by ArrowUp and ArrowDown. ArrowUp begins it at the very start of the text; from then
 * on both go on as long as the cursor stands at an end of an unchanged message.
 * @param show puts a text into the box that is not the draft
 */
export function useWalk(
  chatId: string,
  box: MessageBox,
  ownMessages: () => readonly string[],
  show: (text: string) => void,
): Walk {
  const source = useRef(ownMessages);
  source.current = ownMessages;
  const walk = useMemo(() => createMessageWalk(() => source.current()), [chatId]);

  return {
    written: () => walk.unsent(box.text()) ?? box.text(),
    leave: () => walk.leave(),
    onKeyDown: event => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
      const [text, cursor] = [box.text(), box.cursor()];
      const isAtEnd = cursor === text.length && walk.isAt(text);
      if (cursor !== 0 && !isAtEnd) return false;
      const next = event.key === 'ArrowUp' ? walk.back(text) : walk.forward(text);
      if (next === undefined) return false;
      event.preventDefault();
      show(next);
      return true;
    },
  };
}
