import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'partial-json';
import { createArgumentReader } from '../../src/base/argumentReader.ts';
import { growText } from '../../src/base/growText.ts';
import { isJsonObject } from '../../src/base/json.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { median, rounded } from '../support/samples.ts';

/** UTF-16 code units of the arguments, and of a piece of them. */
const SMALL = 10_000;
const LARGE = 100_000;
const PIECE = 4;
const ROUNDS = 21;

/** The texts among the arguments so far, by name. */
type Shown = Readonly<Record<string, string>>;
/** Reads the arguments piece by piece and tells what can be shown of them after each. */
type Arm = (pieces: readonly string[], tell: (shown: Shown) => void) => void;

/**
 * CPU time to know, after each piece of a call that writes a file, what can be shown of its arguments:
 * our reader at 10 KB and at 100 KB, against parsing all that came with partial-json at each piece.
 * Both have to show the same, after every piece of the small call and at the end of the large one.
 */
export function run(): Promise<BenchResult> {
  const [small, large] = [piecesOf(SMALL), piecesOf(LARGE)];
  assertSame(everything(readOn, small), everything(parseAgain, small));
  const samples = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    // As much text in both samples, so that a busy moment meets them alike.
    samples.small.push(timeOf(readOn, small, LARGE / SMALL).ms);
    samples.large.push(timeOf(readOn, large).ms);
  }
  const parsed = timeOf(parseAgain, large);
  assertSame(timeOf(readOn, large).last, parsed.last);
  return Promise.resolve(
    report({
      smallMs: median(samples.small),
      largeMs: median(samples.large),
      parsedSmallMs: timeOf(parseAgain, small).ms,
      parsedLargeMs: parsed.ms,
    }),
  );
}

function readOn(pieces: readonly string[], tell: (shown: Shown) => void): void {
  const reader = createArgumentReader();
  const shown: Record<string, string> = {};
  for (const piece of pieces) {
    for (const { name, text } of reader.push(piece)) {
      shown[name] = growText(shown[name] ?? '', text);
    }
    tell(shown);
  }
}

function parseAgain(pieces: readonly string[], tell: (shown: Shown) => void): void {
  let all = '';
  for (const piece of pieces) {
    all += piece;
    tell(textsOf(parse(all)));
  }
}

function textsOf(value: unknown): Shown {
  const shown: Record<string, string> = {};
  if (!isJsonObject(value)) return shown;
  for (const name in value) {
    const text = value[name];
    if (typeof text === 'string') shown[name] = text;
  }
  return shown;
}

/** partial-json takes white space at the end of what came for none of the text; ours does not. */
function everything(arm: Arm, pieces: readonly string[]): Shown[] {
  const all: Shown[] = [];
  arm(pieces, shown => {
    const texts = Object.entries(shown).map(([name, text]) => [name, text.trimEnd()] as const);
    all.push(Object.fromEntries(texts.filter(([, text]) => text !== '')));
  });
  return all;
}

function assertSame(ours: unknown, theirs: unknown): void {
  if (!isDeepStrictEqual(ours, theirs)) throw new Error('The arms did not read the same values');
}

/** CPU time of one reading in ms, as the mean of some. */
function timeOf(
  arm: Arm,
  pieces: readonly string[],
  readings = 1,
): { readonly ms: number; readonly last: Shown } {
  let last: Shown = {};
  const before = process.cpuUsage();
  for (let reading = 0; reading < readings; reading += 1) {
    arm(pieces, shown => {
      last = shown;
    });
  }
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000 / readings, last };
}

/** The arguments of a call that writes code: escapes of each kind, and more than ASCII. */
function piecesOf(length: number): string[] {
  let content = '';
  let size = 0;
  for (let at = 0; size < length; at += 1) {
    const line = `\tconst größe${at} = "a\\b" + '\u0007'; // Step ${at} 😀\r\n`;
    content += line;
    size += JSON.stringify(line).length - 2;
  }
  const text = JSON.stringify({ path: 'src/größe.ts', overwrite: true, content });
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, at) =>
    text.slice(at * PIECE, (at + 1) * PIECE),
  );
}

function report(ms: {
  readonly smallMs: number;
  readonly largeMs: number;
  readonly parsedSmallMs: number;
  readonly parsedLargeMs: number;
}): BenchResult {
  const growth = rounded(ms.largeMs / ms.smallMs);
  const row = (what: string, smallMs: number, largeMs: number): string[] => [
    what,
    smallMs.toFixed(2),
    largeMs.toFixed(2),
    (largeMs / smallMs).toFixed(1),
  ];
  return {
    name: `Arguments of a call, shown at each piece of ${PIECE} characters (median of ${ROUNDS}, partial-json once)`,
    figures: {
      'arguments.growth': { ratio: growth, against: 'a tenth of the arguments; 10 is linear' },
      'arguments.time': {
        ratio: rounded(ms.largeMs / ms.parsedLargeMs, 5),
        against: 'partial-json at each piece of 100 KB',
      },
    },
    table: [
      ['', 'CPU ms at 10 KB', 'at 100 KB', '×'],
      row('Plumb: incremental reader', ms.smallMs, ms.largeMs),
      row('partial-json at each piece', ms.parsedSmallMs, ms.parsedLargeMs),
    ],
  };
}
