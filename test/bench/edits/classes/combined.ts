import type { Disturbance, EditCase } from '../case.ts';
import type { Random } from '../random.ts';
import type { FileLine, Sample } from '../sample.ts';

function withCrlf({ lines, expected, ...kase }: EditCase): EditCase {
  const ended = ({ text, ending }: FileLine): FileLine => ({
    text,
    ending: ending === '' ? '' : '\r\n',
  });
  const text = expected?.replace(/\r\n|\r|\n/g, '\r\n') ?? null;
  return { ...kase, lines: lines.map(ended), expected: text };
}

/** Without its last line ending; undefined if the last line is blank. */
function withoutFinalEnding(kase: EditCase): EditCase | undefined {
  const last = kase.lines.at(-1);
  const open = (text: string): string => text.replace(/\n$/, '');
  if (last === undefined || last.text === '' || kase.expected === null) return undefined;
  if (/\n\n$/.test(kase.expected)) return undefined;
  return {
    ...kase,
    lines: kase.lines.with(-1, { text: last.text, ending: '' }),
    expected: open(kase.expected),
  };
}

/** The classes given, in files that end their lines, or themselves, in other ways than usual. */
export function combinedClasses(others: readonly Disturbance[]): Disturbance[] {
  const combined = (
    name: string,
    other: Disturbance,
    change: (kase: EditCase) => EditCase | undefined,
  ): Disturbance => ({
    ...other,
    name,
    make(sample: Sample, random: Random, pool: readonly Sample[]) {
      const kase = other.make(sample, random, pool);
      return kase === undefined || kase.expected === null ? undefined : change(kase);
    },
  });
  return others.flatMap(other => [
    combined(`${other.name}InCrlf`, other, withCrlf),
    combined(`${other.name}Unended`, other, withoutFinalEnding),
  ]);
}
