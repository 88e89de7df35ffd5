/** The parts of a row that decide whether it may stand where it stands. */
interface Row {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly id?: string;
  readonly tools?: readonly { readonly id: string }[] | undefined;
}

export interface RowFault {
  /** Below `messages`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Every call has one result, in rows directly behind its own, and a result has a call
 * (spec/runware-api.md 3.3); the user or a tool has the last word.
 * @returns the first fault, or undefined
 */
export function findRowFault(rows: readonly Row[]): RowFault | undefined {
  let awaited = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (row.role === 'tool') {
      if (!awaited.delete(row.id ?? '')) {
        return { path: [index, 'id'], message: 'no call of the row before awaits this result' };
      }
      continue;
    }
    if (awaited.size > 0) return { path: [index], message: missing(awaited) };
    const calls = row.tools ?? [];
    awaited = new Set(calls.map(call => call.id));
    if (awaited.size < calls.length) {
      return { path: [index, 'tools'], message: 'two calls have the same id' };
    }
  }
  if (awaited.size > 0) return { path: [], message: missing(awaited) };
  return rows.at(-1)?.role === 'assistant'
    ? { path: [], message: 'the last row must be of the user or a tool' }
    : undefined;
}

function missing(awaited: ReadonlySet<string>): string {
  return `the calls ${[...awaited].join(', ')} have no result`;
}
