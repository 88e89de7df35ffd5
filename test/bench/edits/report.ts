import type { CorpusEdit } from './record.ts';
import { isCounted, tallies, tally, type Graded, type Tally } from './tally.ts';

const HEADING = [
  'class',
  'records',
  'n',
  'exact',
  'altered',
  'refused',
  'wrong place',
  'must refuse',
  'falsely applied',
  'may refuse',
  'of these exact',
  'p50 ms',
  'p99 ms',
  'max ms',
];

/** The table for people, and as its last line one JSON object for machines. */
export function report(graded: readonly Graded[]): string {
  const { all, classes } = tallies(graded);
  const rows = Object.entries(classes).map(([name, figures]) =>
    row(
      name,
      graded.filter(({ record }) => record.cls === name),
      figures,
    ),
  );
  const forms = [...new Set(graded.map(({ record }) => formOf(record.edit)))].map(form => {
    const some = graded.filter(({ record }) => formOf(record.edit) === form);
    return row(form, some, tally(some));
  });
  const table = [HEADING, ...rows, HEADING.map(() => ''), ...forms, row('all', graded, all)];
  return `${aligned(table).join('\n')}\n\n${JSON.stringify({ all, classes })}`;
}

function row(name: string, graded: readonly Graded[], figures: Tally): string[] {
  const optional = graded.filter(({ record }) => record.mayRefuse === true && !isCounted(record));
  return [
    name,
    graded.length,
    figures.n,
    figures.exact,
    figures.altered,
    figures.refused,
    figures.wrongPlace,
    graded.filter(({ record }) => record.expected === null).length,
    figures.falselyApplied,
    optional.length,
    optional.filter(({ verdict }) => verdict === 'exact').length,
    figures.p50ms.toFixed(2),
    figures.p99ms.toFixed(2),
    figures.maxms.toFixed(2),
  ].map(String);
}

/** How an edit is written. */
export function formOf(edit: CorpusEdit): string {
  if (edit.kind === 'replace') return 'as a replacement';
  return edit.text.includes('*** Begin Patch') ? 'as a patch' : 'as a unified diff';
}

/** The rows with their cells under each other, the first to the left. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const cells of rows) {
    cells.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows.map(cells =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}
