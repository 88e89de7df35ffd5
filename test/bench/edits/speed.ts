import { median } from '../../support/samples.ts';
import { applyRecord } from './applyRecord.ts';
import type { CorpusEdit, CorpusRecord } from './record.ts';
import { aligned } from './report.ts';

const ROUNDS = 9;
const SIZES = [1_000, 10_000, 100_000];

/** An edit to time, and the text that a bare search through it looks for: the floor. */
interface Case {
  readonly name: string;
  readonly before: string;
  readonly edit: CorpusEdit;
  readonly needle: string;
  readonly applies: boolean;
}

/**
 * Times edits of large files: medians in ms, as multiples of one `indexOf` over the same text, and
 * as multiples of the first edit of the same file, which fits exactly. The last line is one JSON
 * object.
 */
export function speedReport(): string {
  const figures: Record<string, Record<'ms' | 'ofFloor' | 'ofExact', number>> = {};
  const rows = [['', 'ms', '× indexOf', '× first']];
  let first: { readonly text: string; readonly ms: number } | undefined;
  for (const kase of cases()) {
    const { ms, floor } = time(kase);
    if (first?.text !== kase.before) first = { text: kase.before, ms };
    const ratios = { ofFloor: rounded(ms / floor), ofExact: rounded(ms / first.ms) };
    figures[kase.name] = { ms: rounded(ms), ...ratios };
    rows.push([kase.name, ms.toFixed(3), ...Object.values(ratios).map(ratio => ratio.toFixed(1))]);
  }
  return `${aligned(rows).join('\n')}\n\n${JSON.stringify(figures)}`;
}

function time({ name, before, edit, needle, applies }: Case): {
  readonly ms: number;
  readonly floor: number;
} {
  const record: CorpusRecord = {
    id: name,
    cls: 'speed',
    path: 'file.ts',
    before,
    edit,
    expected: null,
  };
  const times: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { ms, got } = applyRecord(record);
    if ((got !== null) !== applies) throw new Error(`${name} was ${applies ? '' : 'not '}refused`);
    const start = performance.now();
    if (before.lastIndexOf(needle) !== before.indexOf(needle))
      throw new Error('The needle is not unique');
    const floor = performance.now() - start;
    // The first round warms up.
    if (round > 0) {
      times.push(ms);
      floors.push(floor / 2);
    }
  }
  return { ms: median(times), floor: median(floors) };
}

/** Lines as code has them: blocks of a form, each with its own names. */
function codeLine(index: number): string {
  const block = Math.floor(index / 8);
  const forms = [
    `export function work${block}(input: Input${block % 97}): number {`,
    `  const value = input.part${block} + ${index};`,
    '  if (value > limit) {',
    `    report('too large', value, ${block});`,
    '    return 0;',
    '  }',
    `  return value * ${block % 31};`,
    index % 8 === 7 ? '}' : '',
  ];
  return forms[index % 8] ?? '';
}

function codeLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => codeLine(index));
}

function replaced(
  lines: readonly string[],
  at: number,
  change: (line: string) => string,
): CorpusEdit {
  const block = lines.slice(at, at + 7).map(change);
  return {
    kind: 'replace',
    oldText: block.join('\n'),
    newText: block.with(3, `${block[3] ?? ''} // changed`).join('\n'),
  };
}

function cases(): Case[] {
  return [...SIZES.flatMap(ofSize), ...longLine(), manyHunks(), manyEqualLines()];
}

function ofSize(size: number): Case[] {
  const lines = codeLines(size);
  const before = `${lines.join('\n')}\n`;
  const at = Math.floor((size * 0.7) / 8) * 8;
  const needle = lines[at + 1] ?? '';
  const kase = (name: string, edit: CorpusEdit, applies = true): Case => ({
    name: `${size} lines: ${name}`,
    before,
    edit,
    needle,
    applies,
  });
  return [
    kase(
      'exact',
      replaced(lines, at, line => line),
    ),
    kase(
      'white space at line ends',
      replaced(lines, at, line => `${line} `),
    ),
    kase('a removed line that differs', replaced(lines, at, differing(at)), false),
    kase(
      'absent',
      replaced(codeLines(size + 80).slice(size + 8), 0, line => line),
      false,
    ),
  ];
}

/** The line that is to be changed is not the file's. */
function differing(at: number): (line: string) => string {
  return line => (line === codeLine(at + 3) ? line.replace('large', 'small') : line);
}

/** A line of 5 MB: beside the edit, around it, and where what is looked for is not. */
function longLine(): Case[] {
  const long = Array.from({ length: 600_000 }, (_, index) => `value${index},`).join('');
  const before = `const head = 1;\nconst data = [${long.slice(0, 5_000_000)}];\nconst tail = 2;\n`;
  const kase = (name: string, oldText: string, applies = true): Case => ({
    name: `a line of 5 MB: ${name}`,
    before,
    edit: { kind: 'replace', oldText, newText: `${oldText} // changed` },
    needle: 'const tail',
    applies,
  });
  return [
    kase('beside it', 'const tail = 2;'),
    kase('within it', 'value300000,'),
    kase('absent', 'const rest = valueOf(data);\nconst tail = 3;', false),
  ];
}

function manyHunks(): Case {
  const lines = codeLines(16_000);
  const hunks = Array.from({ length: 1_000 }, (_, index) => {
    const at = index * 16;
    return `@@\n ${codeLine(at)}\n-${codeLine(at + 1)}\n+${codeLine(at + 1)} // changed`;
  });
  const text = `*** Begin Patch\n*** Update File: file.ts\n${hunks.join('\n')}\n*** End Patch\n`;
  return {
    name: '1000 hunks in 16000 lines',
    before: `${lines.join('\n')}\n`,
    edit: { kind: 'patch', text },
    needle: 'work1999(',
    applies: true,
  };
}

/** Where every line is like every other, a search that starts anew at each takes the square. */
function manyEqualLines(): Case {
  const before = `${'same();\n'.repeat(20_000)}last();\n`;
  const rows = Array.from({ length: 2_000 }, () => ' same();').join('\n');
  const text = `*** Begin Patch\n*** Update File: file.ts\n@@\n${rows}\n-last();\n+done();\n*** End Patch\n`;
  return {
    name: '2000 equal lines in 20000',
    before,
    edit: { kind: 'patch', text },
    needle: 'last',
    applies: true,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
