import { structuredPatch } from 'diff';
import { isCounted, type Graded } from './tally.ts';

/** Verdicts that harm, the worst first; a refusal does where something could have been done. */
const ORDER = ['wrong', 'falselyApplied', 'altered', 'refused'];

const MAX_LINES = 40;

function isFailure({ record, verdict }: Graded): boolean {
  if (verdict === 'exact') return false;
  return verdict !== 'refused' || isCounted(record);
}

/** The first `count` failures in words: what was written, what was to come of it, what did. */
export function describeFailures(graded: readonly Graded[], count: number): string {
  const failures = graded
    .filter(isFailure)
    .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return failures.slice(0, count).map(describe).join('\n\n');
}

function describe({ record, outcome, verdict }: Graded): string {
  const { id, path, before, edit, expected } = record;
  const written =
    edit.kind === 'patch'
      ? edit.text
      : `oldText:\n${edit.oldText}\nnewText:\n${edit.newText}\nline: ${edit.line ?? '-'}`;
  return [
    `━━ ${id}: ${verdict} (${path})${record.mayRefuse === true ? ', may be refused' : ''}`,
    excerpt(visible(written)),
    '── expected',
    expected === null ? 'a refusal' : changes(before, expected),
    '── got',
    outcome.got === null ? (outcome.reason ?? 'a refusal') : changes(before, outcome.got),
    ...(outcome.got === null || expected === null
      ? []
      : ['── from the one to the other', changes(expected, outcome.got)]),
  ].join('\n');
}

function changes(from: string, to: string): string {
  const patch = structuredPatch('', '', from, to, undefined, undefined, {
    context: 3,
    timeout: 500,
    stripTrailingCr: false,
  });
  const hunks = patch?.hunks ?? [];
  return excerpt(
    hunks.flatMap(({ oldStart, lines }) => [`line ${oldStart}`, ...lines.map(visible)]).join('\n'),
  );
}

/** With the signs that nobody sees made visible. */
function visible(text: string): string {
  return text
    .replaceAll('\r', '␍')
    .replaceAll('\t', '→')
    .replaceAll('\u00a0', '⍽')
    .replace(/ +(?=␍?$)/gm, spaces => '·'.repeat(spaces.length));
}

function excerpt(text: string): string {
  const lines = text.split('\n');
  const rest = lines.length - MAX_LINES;
  return rest > 0 ? [...lines.slice(0, MAX_LINES), `(${rest} lines more)`].join('\n') : text;
}
