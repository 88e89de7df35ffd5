/**
 * A piece of a file that is appended to. `workspace.fs` can only write files whole, so what is appended
 * is a file of its own in the folder `<file>.pieces`, and the pieces in the order of their names are
 * the file. A folded piece stands for all those of its window from `first` to `at`.
 */
export interface Piece {
  readonly name: string;
  /** ms since 1970; grows with each piece of a window. */
  readonly at: number;
  /** Of the window that wrote it. */
  readonly run: string;
  readonly bytes: number;
  /** `at` of the first piece that it stands for; its own if it was never folded. */
  readonly first: number;
}

export const PIECES = '.pieces';

const NAME = /^(\d{15})\.([0-9a-f]{8})\.(\d+)\.(\d{15})$/;

export function pieceNamed(piece: Omit<Piece, 'name'>): Piece {
  const { at, run, bytes, first } = piece;
  return { ...piece, name: `${padded(at)}.${run}.${bytes}.${padded(first)}` };
}

/** The pieces that count, in order: one that a folded piece stands for is there no more, or soon. */
export function piecesOf(names: readonly string[]): readonly Piece[] {
  const all = names.flatMap(name => {
    const [, at, run, bytes, first] = NAME.exec(name) ?? [];
    if (run === undefined) return [];
    return [{ name, at: Number(at), run, bytes: Number(bytes), first: Number(first) }];
  });
  const isCovered = (piece: Piece): boolean =>
    all.some(
      ({ name, at, run, first }) =>
        name !== piece.name && run === piece.run && first <= piece.first && piece.at <= at,
    );
  return all.filter(piece => !isCovered(piece)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function padded(ms: number): string {
  return String(ms).padStart(15, '0');
}
