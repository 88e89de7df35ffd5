import { createContext, Script } from 'node:vm';
import { PlumbError } from '../../base/errors.ts';

/** How long a regular expression may work on one file, in ms: some never come to an end. */
const REGEX_MS = 1_000;

/** @returns the places of the lines that match. It throws PlumbError if that takes too long. */
export function regexTest(regex: RegExp): (lines: readonly string[]) => number[] {
  // Only a script can be told to end after a time; JavaScript's regular expressions cannot.
  const script = new Script(
    'for (const [index, line] of lines.entries()) if (regex.test(line)) hits.push(index);',
  );
  return lines => {
    const hits: number[] = [];
    try {
      script.runInContext(createContext({ lines, regex, hits }), { timeout: REGEX_MS });
      return hits;
    } catch (error) {
      throw new PlumbError(
        `The search took too long: the regular expression ${JSON.stringify(regex.source)} backtracks without end. Give a simpler one, or a plain text.`,
        { cause: error },
      );
    }
  };
}
