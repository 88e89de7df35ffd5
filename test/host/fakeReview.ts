import { Emitter } from '../../src/base/emitter.ts';
import type { Review, ReviewFile, ReviewHunk } from '../../src/host/review/review.ts';

/** A review whose state the test sets; it writes down what it is asked for. */
export interface FakeReview extends Review {
  readonly calls: string[];
  set(...files: ReviewFile[]): void;
}

export function fakeReview(): FakeReview {
  const changed = new Emitter<undefined>();
  const calls: string[] = [];
  let files: readonly ReviewFile[] = [];
  const call =
    (name: string) =>
    (...args: string[]): Promise<void> => {
      calls.push([name, ...args.map(nameOf)].join(' '));
      return Promise.resolve();
    };
  return {
    calls,
    get files() {
      return files;
    },
    onDidChange: changed.event,
    file: uri => files.find(file => file.uri === uri),
    keepHunk: call('keepHunk'),
    undoHunk: call('undoHunk'),
    keepFile: call('keepFile'),
    undoFile: call('undoFile'),
    keepAll: call('keepAll'),
    undoAll: call('undoAll'),
    takeUndone: () => [],
    flush: () => Promise.resolve(),
    set: (...now) => {
      files = now;
      changed.fire(undefined);
    },
    dispose: () => {
      changed.dispose();
    },
  };
}

function nameOf(argument: string): string {
  return argument.slice(argument.lastIndexOf('/') + 1);
}

/** A file under review, updated if nothing else is said. */
export function reviewFile(
  uri: string,
  hunks: readonly ReviewHunk[],
  more: Partial<ReviewFile> = {},
): ReviewFile {
  return {
    uri,
    display: nameOf(uri),
    change: 'update',
    baseline: '',
    added: hunks.reduce((sum, { from, to }) => sum + to - from, 0),
    removed: hunks.reduce((sum, { baseFrom, baseTo }) => sum + baseTo - baseFrom, 0),
    hunks,
    ...more,
  };
}

/** Lines [from, to) that stand for [baseFrom, baseTo) of the baseline. */
export function hunk(
  id: string,
  [from, to]: readonly [number, number],
  [baseFrom, baseTo]: readonly [number, number],
): ReviewHunk {
  return { id, from, to, baseFrom, baseTo };
}
