import type { ShownText, ShownTexts } from './ports.ts';

/** UTF-16 code units, of which each takes at most two bytes: 20 MB in all. */
const MAX_CHARACTERS = 10_000_000;
const MAX_VERSIONS = 5;

/**
 * What the model of one chat was shown of files, in memory alone: after a reload nothing is known
 * to be as it was shown. The oldest texts are given up first, a few of each file are kept.
 * @param maxCharacters how many UTF-16 code units are kept in all
 */
export function createShownTexts(maxCharacters = MAX_CHARACTERS): ShownTexts {
  // In the order of their noting, the oldest first; files are told apart by their URI.
  let all: readonly { readonly uri: string; readonly shown: ShownText }[] = [];
  const versions = (uri: string): readonly ShownText[] =>
    all.flatMap(entry => (entry.uri === uri ? [entry.shown] : [])).toReversed();
  return {
    note: ({ uri }, shown) => {
      const kept = versions(uri)
        .filter(({ hash }) => hash !== shown.hash)
        .slice(0, MAX_VERSIONS - 1);
      const newest = { uri, shown };
      all = [...all.filter(entry => entry.uri !== uri || kept.includes(entry.shown)), newest];
      let characters = 0;
      const last = all.findLastIndex(entry => {
        characters += entry.shown.text.length;
        return characters > maxCharacters;
      });
      all = all.slice(last + 1);
    },
    of: ({ uri }) => versions(uri),
  };
}

/** Chats that are worked in by turns; those beyond are as after a reload. */
const MAX_CHATS = 4;

/** The shown texts of each chat, by its id; of the chats that were asked for last. */
export function createShownTextsByChat(): (chatId: string) => ShownTexts {
  const chats = new Map<string, ShownTexts>();
  return chatId => {
    const texts = chats.get(chatId) ?? createShownTexts();
    chats.delete(chatId);
    chats.set(chatId, texts);
    for (const oldest of [...chats.keys()].slice(0, -MAX_CHATS)) chats.delete(oldest);
    return texts;
  };
}
