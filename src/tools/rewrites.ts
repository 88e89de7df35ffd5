import type { FileOperation, LineHunk } from '../edits/operations.ts';
import { resolveWorkspacePath } from './paths.ts';
import type { PathPort } from './ports.ts';

/** A file that gets another text, given whole. */
export interface RewriteOperation {
  readonly kind: 'rewrite';
  readonly path: string;
  readonly text: string;
  /** The lines that the file is said to have now, all of them removed. */
  readonly removed?: readonly LineHunk[];
}

/**
 * Takes a file that is deleted and added in one patch, as models do to write it anew, for one that
 * is changed: refusing it would only cost another try, and done in two steps it would lose its
 * encoding, its line endings and its undo. Everything else stays as it is.
 * @throws ToolRefusal if a path is refused
 */
export async function withRewrites(
  operations: readonly FileOperation[],
  paths: PathPort,
): Promise<readonly (FileOperation | RewriteOperation)[]> {
  const kinds = new Set(operations.map(({ kind }) => kind));
  if (!kinds.has('create') || !kinds.has('delete')) return operations;
  const places = await Promise.all(
    operations.map(async ({ path }) => (await resolveWorkspacePath(path, paths)).uri),
  );
  const other = (index: number, kind: FileOperation['kind']): FileOperation | undefined => {
    const others = operations.filter((_other, at) => at !== index && places[at] === places[index]);
    return others.length === 1 && others[0]?.kind === kind ? others[0] : undefined;
  };
  return operations.flatMap((operation, index): (FileOperation | RewriteOperation)[] => {
    if (operation.kind === 'delete' && other(index, 'create') !== undefined) return [];
    const deleted = other(index, 'delete');
    if (operation.kind !== 'create' || deleted?.kind !== 'delete') return [operation];
    const removed = deleted.hunks === undefined ? {} : { removed: deleted.hunks };
    return [{ kind: 'rewrite', path: operation.path, text: operation.text, ...removed }];
  });
}
