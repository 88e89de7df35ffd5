import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { applyReplacements, type TextReplacement } from '../../edits/textReplacement.ts';
import type { DiskState } from './fileState.ts';

const MARKS: Readonly<Record<string, Uint8Array>> = {
  utf8bom: Uint8Array.of(0xef, 0xbb, 0xbf),
  utf16le: Uint8Array.of(0xff, 0xfe),
  utf16be: Uint8Array.of(0xfe, 0xff),
};

/**
 * The bytes of a file after replacements. What is not replaced is cut out of the bytes that are
 * there, so it stays as it is.
 * @throws PlumbError if the pieces do not stand where they should, or the result reads as another text
 */
export async function splicedBytes(
  { text, encoding, bytes }: DiskState,
  edits: readonly TextReplacement[],
  display: string,
): Promise<Uint8Array> {
  const mark = MARKS[encoding] ?? new Uint8Array();
  const encode = async (piece: string): Promise<Uint8Array> => {
    const encoded = await vscode.workspace.encode(piece, { encoding });
    return startsWith(encoded, mark) ? encoded.subarray(mark.length) : encoded;
  };
  const parts = [mark];
  let at = mark.length;
  let from = 0;
  /** Steps over a piece of the old text, and gives the bytes that it has in the file. */
  const take = async (to: number): Promise<Uint8Array> => {
    const piece = await encode(text.slice(from, to));
    const there = bytes.subarray(at, at + piece.length);
    if (Buffer.compare(there, piece) !== 0) throw unprovable(display, encoding);
    at += piece.length;
    from = to;
    return there;
  };
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(await take(edit.start));
    await take(edit.end);
    parts.push(await encode(edit.text));
  }
  parts.push(await take(text.length));
  const spliced = Buffer.concat(parts);
  const back = await vscode.workspace.decode(spliced, { encoding });
  if (at !== bytes.length || back !== applyReplacements(text, edits)) {
    throw unprovable(display, encoding);
  }
  return spliced;
}

function startsWith(bytes: Uint8Array, mark: Uint8Array): boolean {
  return mark.length > 0 && Buffer.compare(bytes.subarray(0, mark.length), mark) === 0;
}

function unprovable(display: string, encoding: string): PlumbError {
  return new PlumbError(
    `it cannot be made sure that the rest of ${display} would stay as it is in its encoding (${encoding}), so it is not edited. Ask the user to save it as UTF-8 first.`,
  );
}
