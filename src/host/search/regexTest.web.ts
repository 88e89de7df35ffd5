import { PlumbError } from '../../base/errors.ts';

/** How long a regular expression may work on one file, in ms. */
const REGEX_MS = 1_000;
/** UTF-16 code units; in a longer line an expression that backtracks takes too long to be let in. */
const LINE_LIMIT = 2_000;

/**
 * As `regexTest.ts`. Nothing ends a regular expression in a web worker, so one that repeats what
 * repeats itself is refused, and between lines it is looked at the clock.
 */
export function regexTest(regex: RegExp): (lines: readonly string[]) => number[] {
  if (repeatsRepetition(regex.source)) {
    throw refused(regex, 'repeats what is repeated, which may never end');
  }
  return lines => {
    const due = performance.now() + REGEX_MS;
    const hits: number[] = [];
    for (const [index, line] of lines.entries()) {
      if (performance.now() > due) throw refused(regex, 'took too long');
      if (regex.test(line.slice(0, LINE_LIMIT))) hits.push(index);
    }
    return hits;
  };
}

function refused(regex: RegExp, why: string): PlumbError {
  return new PlumbError(
    `The regular expression ${JSON.stringify(regex.source)} ${why}. Give a simpler one, or a plain text.`,
  );
}

/** Whether a group that holds `*`, `+` or `{n,}` is repeated without end itself, as in `(a+)+`. */
function repeatsRepetition(source: string): boolean {
  const plain = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
  const groups: boolean[] = [false];
  for (let at = 0; at < plain.length; at += 1) {
    const rest = plain.slice(at);
    if (rest.startsWith('(')) groups.push(false);
    else if (rest.startsWith(')')) {
      const repeats = groups.pop() ?? false;
      if (repeats && isEndless(rest.slice(1))) return true;
      if (repeats && groups.length > 0) groups[groups.length - 1] = true;
    } else if (isEndless(rest)) groups[groups.length - 1] = true;
  }
  return false;
}

function isEndless(rest: string): boolean {
  return /^(?:[*+]|\{\d+,\})/.test(rest);
}
