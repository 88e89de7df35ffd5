import type { ToolItem } from '../src/protocol/viewModel.ts';

/** Lines that are shown; the output has them all. */
const MOST_NOTES = 5;

/**
 * What was tolerated to find the place of an edit, or is to be known of how it was applied: the
 * lines of its result that begin with the path of one of its files (`src/tools/editCall.ts`).
 */
export function editNotes({ state, proposal, output }: ToolItem): readonly string[] {
  if (state !== 'done' || proposal?.kind !== 'edit') return [];
  const beginnings = proposal.files.flatMap(({ path, newPath }) =>
    [path, newPath].flatMap(name => (name === undefined ? [] : [`${name}: `])),
  );
  return output
    .split('\n')
    .filter(line => beginnings.some(beginning => line.startsWith(beginning)))
    .slice(0, MOST_NOTES);
}
