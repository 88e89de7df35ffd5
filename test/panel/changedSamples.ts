import type { ChangedFile, ChangedHunk, ChangesView } from '../../src/protocol/changesView.ts';

export function changedHunk(hunk: Partial<ChangedHunk> & { readonly id: string }): ChangedHunk {
  return { line: 1, added: 1, removed: 0, rows: [], moreRows: 0, ...hunk };
}

export function changedFile(file: Partial<ChangedFile> & { readonly path: string }): ChangedFile {
  return {
    uri: `file:///shop/${file.path}`,
    change: 'update',
    added: 1,
    removed: 0,
    hunks: [],
    moreHunks: 0,
    ...file,
  };
}

/** What the host would send for these files. */
export function changesOf(...files: readonly ChangedFile[]): ChangesView {
  const sum = (count: (file: ChangedFile) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    files: [...files],
    moreFiles: 0,
    added: sum(file => file.added),
    removed: sum(file => file.removed),
    changeCount: sum(file => Math.max(1, file.hunks.length)),
  };
}

export const cartHunks: readonly ChangedHunk[] = [
  changedHunk({
    id: 'cart-1',
    line: 11,
    added: 2,
    removed: 1,
    rows: [
      { kind: 'removed', text: '  return items.reduce((sum, item) => sum + item.price, 1);' },
      { kind: 'added', text: '  // An empty cart costs nothing.' },
      {
        kind: 'added',
        text: '  return items.reduce((sum, item) => sum + item.price * item.count, 0);',
      },
    ],
  }),
  changedHunk({
    id: 'cart-2',
    line: 48,
    added: 1,
    removed: 1,
    rows: [
      { kind: 'removed', text: "const VAT = '19';" },
      { kind: 'added', text: 'const VAT = 0.19;' },
    ],
  }),
  changedHunk({
    id: 'cart-3',
    line: 102,
    added: 20,
    removed: 0,
    rows: Array.from({ length: 12 }, (_, at) => ({
      kind: 'added' as const,
      text: `export const rate${at} = ${at};`,
    })),
    moreRows: 8,
  }),
];

/** A file of three hunks, for any of them. */
export function cart(...hunks: readonly ChangedHunk[]): ChangedFile {
  return changedFile({
    path: 'src/cart.ts',
    hunks: [...hunks],
    added: hunks.reduce((sum, hunk) => sum + hunk.added, 0),
    removed: hunks.reduce((sum, hunk) => sum + hunk.removed, 0),
  });
}

export const priceFile = changedFile({
  path: 'src/pricing/discount.ts',
  added: 1,
  removed: 1,
  hunks: [
    changedHunk({
      id: 'price-1',
      line: 7,
      added: 1,
      removed: 1,
      rows: [
        { kind: 'removed', text: 'return total * rate' },
        { kind: 'added', text: 'return total * (1 - rate)' },
      ],
    }),
  ],
});

/** Every kind of change. */
export const manyChanges = changesOf(
  cart(...cartHunks),
  changedFile({ path: 'src/newCart.ts', change: 'create', added: 42 }),
  changedFile({ path: 'src/old/legacyCart.ts', change: 'delete', added: 0, removed: 130 }),
  changedFile({
    path: 'test/cart.test.ts',
    change: 'move',
    movedFrom: 'test/basket.test.ts',
    added: 0,
    removed: 0,
  }),
  priceFile,
);
