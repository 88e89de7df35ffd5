import { estimateTokens } from './tokens.ts';

/** JSON with code in it, as prompts are before anything is known of this one. */
const FIRST_GUESS = 3.2;
const LEAST = 1;
const MOST = 8;
/** The first guess counts as if so many tokens had been seen. */
const GUESS_WEIGHT = 1_000;
/** What was learnt of more tokens than this fades, so that a change of language shows soon. */
const MEMORY = 50_000;
/** Fewer say more about what is set round them than about text. */
const FEWEST_CHARACTERS = 200;

/** How many characters (UTF-16 code units) of a chat's texts make a token, learnt as it goes on. */
export interface Calibration {
  /** An estimate. */
  tokens(characters: number): number;
  /** So many characters were so many tokens. */
  learn(characters: number, tokens: number): void;
}

export function createCalibration(): Calibration {
  let seen = { characters: FIRST_GUESS * GUESS_WEIGHT, tokens: GUESS_WEIGHT };

  return {
    tokens: characters => estimateTokens(characters, seen.characters / seen.tokens),
    learn: (characters, tokens) => {
      if (characters < FEWEST_CHARACTERS) return;
      // What cannot be right is taken for as much as can be.
      const ratio = Math.min(MOST, Math.max(LEAST, characters / Math.max(1, tokens)));
      const fade = Math.min(1, MEMORY / (seen.tokens + characters / ratio));
      seen = {
        characters: (seen.characters + characters) * fade,
        tokens: (seen.tokens + characters / ratio) * fade,
      };
    },
  };
}
