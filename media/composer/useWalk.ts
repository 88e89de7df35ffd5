import { useMemo } from 'preact/hooks';
import type { OwnMessages } from '../ownMessages.ts';
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
  ownMessages: OwnMessages,
  show: (text: string) => void,
): Walk {
  const walk = useMemo(() => createMessageWalk(() => ownMessages.held()), [chatId, ownMessages]);
  const goFurther = async (): Promise<void> => {
    const shown = box.text();
    const earlier = await ownMessages.earlier();
    // Something else was typed or shown meanwhile.
    if (box.text() !== shown || !walk.lacksEarlier(shown)) return;
    walk.takeEarlier(earlier);
    const next = walk.back(shown);
    if (next !== undefined) show(next);
  };

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
      const isFurther =
        event.key === 'ArrowUp' && walk.lacksEarlier(text) && ownMessages.hasEarlier();
      if (next === undefined && !isFurther) return false;
      event.preventDefault();
      if (next === undefined) void goFurther();
      else show(next);
      return true;
    },
  };
}
