import { asNode, type FileSystem } from './fileSystem.ts';
import { PIECES, pieceNamed, piecesOf, type Piece } from './pieceName.ts';

/** After so many appends they are folded into one piece, so that reading does not ask for too many. */
const FOLDED_AT_ONCE = 64;
/** Pieces may be folded while they are read: then they are looked for once more. */
const TRIES = 3;

interface Tail {
  readonly pieces: Piece[];
  readonly bytes: Uint8Array[];
}

/** Files that are appended to, in pieces. */
export interface Appending {
  append(file: string, bytes: Uint8Array): Promise<void>;
  /** In order; undefined if there are none. */
  read(file: string): Promise<readonly Uint8Array[] | undefined>;
  /** Removes the pieces. @returns whether there were any */
  forget(file: string): Promise<boolean>;
  /** What was appended to it lies elsewhere now. */
  moved(file: string): void;
}

/** An append costs what it appends, and one in sixty-four what these have appended once more. */
export function createAppending(fs: FileSystem, run: string, now: () => number): Appending {
  const tails = new Map<string, Tail>();
  let last = 0;

  const list = async (file: string): Promise<readonly Piece[]> => {
    const entries = await fs.list(file + PIECES);
    return piecesOf(entries.map(({ name }) => name));
  };
  const put = async (file: string, piece: Piece, bytes: Uint8Array): Promise<void> =>
    fs.write(`${file}${PIECES}/${piece.name}`, bytes);

  /** Writes the whole first: whoever is killed meanwhile leaves pieces that it stands for. */
  const fold = async (file: string, { pieces, bytes }: Tail): Promise<void> => {
    const [first, end] = [pieces[0], pieces.at(-1)];
    if (first === undefined || end === undefined) return;
    // What another window wrote in between would change its place.
    const between = (await list(file)).some(
      ({ run: other, at }) => other !== run && at >= first.at && at <= end.at,
    );
    if (between) return;
    const whole = joined(bytes);
    await put(file, pieceNamed({ ...end, first: first.first, bytes: whole.length }), whole);
    for (const { name } of pieces) await fs.remove(`${file}${PIECES}/${name}`);
  };

  return {
    append: async (file, bytes) => {
      last = Math.max(last + 1, now());
      const piece = pieceNamed({ at: last, run, bytes: bytes.length, first: last });
      await put(file, piece, bytes);
      const tail = tails.get(file) ?? { pieces: [], bytes: [] };
      tails.set(file, tail);
      tail.pieces.push(piece);
      tail.bytes.push(bytes);
      if (tail.pieces.length < FOLDED_AT_ONCE) return;
      tails.delete(file);
      // It stands there already: that it could not be folded costs a little time at most.
      await fold(file, tail).catch(() => undefined);
    },
    read: async file => {
      for (let tries = 1; ; tries += 1) {
        try {
          const pieces = await asNode(list(file));
          return await asNode(
            Promise.all(pieces.map(({ name }) => fs.read(`${file}${PIECES}/${name}`))),
          );
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
          if (tries === TRIES || !(await hasPieces(fs, file))) return undefined;
        }
      }
    },
    forget: async file => {
      tails.delete(file);
      if (!(await hasPieces(fs, file))) return false;
      await fs.remove(file + PIECES);
      return true;
    },
    moved: file => {
      for (const name of tails.keys()) {
        if (name === file || name.startsWith(`${file}/`)) tails.delete(name);
      }
    },
  };
}

async function hasPieces(fs: FileSystem, file: string): Promise<boolean> {
  try {
    await fs.stat(file + PIECES);
    return true;
  } catch {
    return false;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
