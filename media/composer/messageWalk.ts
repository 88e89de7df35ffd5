/** Going through the own messages of a chat by the arrow keys. */
export interface MessageWalk {
  /** The message before the one that is shown; undefined if there is none. */
  back(shown: string): string | undefined;
  /** The message after it, and at the end what was not sent; undefined if no walk is going on. */
  forward(shown: string): string | undefined;
  /** It stands at its first message, and those before it were not taken in. */
  lacksEarlier(shown: string): boolean;
  /** Takes in messages before its first. */
  takeEarlier(texts: readonly string[]): void;
  /** The text is one of the walk's, as it was put there. */
  isAt(shown: string): boolean;
  /** What was being written when the walk began; undefined if no walk is going on. */
  unsent(shown: string): string | undefined;
  /** What was shown was changed or sent: it is now what is being written. */
  leave(): void;
}

/** @param ownMessages oldest first */
export function createMessageWalk(ownMessages: () => readonly string[]): MessageWalk {
  let walk: { texts: readonly string[]; at: number; isWhole: boolean } | undefined;
  /** Drafts that a walk put aside and that were not come back to: they are not lost either. */
  let putAside: readonly string[] = [];

  const current = (): string | undefined => walk?.texts[walk.at];
  const isAt = (shown: string): boolean => current() === shown;
  const go = (steps: number): string | undefined => {
    const next = walk?.texts[walk.at + steps];
    if (walk === undefined || next === undefined) return undefined;
    walk.at += steps;
    return next;
  };

  return {
    isAt,
    back: shown => {
      if (!isAt(shown)) {
        const texts = worthwhile([...ownMessages(), ...putAside]);
        walk = { texts: [...texts, shown], at: texts.length, isWhole: false };
      }
      return go(-1);
    },
    forward: shown => {
      if (!isAt(shown)) return undefined;
      const next = go(1);
      if (walk !== undefined && walk.at === walk.texts.length - 1) walk = undefined;
      return next;
    },
    lacksEarlier: shown => isAt(shown) && walk?.at === 0 && !walk.isWhole,
    takeEarlier: earlier => {
      if (walk === undefined) return;
      const texts = worthwhile(earlier);
      walk = { texts: [...texts, ...walk.texts], at: walk.at + texts.length, isWhole: true };
    },
    unsent: shown => (isAt(shown) ? walk?.texts.at(-1) : undefined),
    leave: () => {
      const unsent = walk?.texts.at(-1) ?? '';
      if (walk !== undefined && walk.at < walk.texts.length - 1 && unsent.trim() !== '') {
        putAside = [...putAside.filter(text => text !== unsent), unsent];
      }
      walk = undefined;
    },
  };
}

/** Without what is empty or said twice in a row. */
function worthwhile(texts: readonly string[]): readonly string[] {
  return texts.filter((text, at) => text !== '' && text !== texts[at + 1]);
}
