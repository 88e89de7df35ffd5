import type { FileOperation } from './operations.ts';
import { parseEditText } from './parseEditText.ts';

/** What a block of code says by itself about where it goes. */
export type CodePatch =
  | { readonly kind: 'none' }
  /** Names the files that it changes. */
  | { readonly kind: 'named'; readonly operations: readonly FileOperation[] }
  /** Hunks alone: the file has to be told by something else. */
  | { readonly kind: 'nameless'; operations(path: string): readonly FileOperation[] };

/** A line that only a patch in the `*** Begin Patch` format has. */
const PATCH_HEADER = /^\*{3} (?:Begin Patch|(?:Add|Update|Delete) File:)/m;
const UNIFIED_NAMES = /^--- \S.*\r?\n\+\+\+ \S/m;
const HUNK_HEADER = /^@@(?: |$)/m;
const SIGNED = /^[+-]/m;

/**
 * Whether code in an answer is a patch: in either format that models write, or hunks without names
 * in a fence that calls itself a diff.
 * @param language of the fence; ''
 * @throws PatchSyntaxError for one that is begun like a patch and cannot be read
 */
export function codePatch(text: string, language: string): CodePatch {
  const isDiff = language === 'diff' || language === 'patch';
  if (PATCH_HEADER.test(text) || (UNIFIED_NAMES.test(text) && (isDiff || HUNK_HEADER.test(text)))) {
    return { kind: 'named', operations: parseEditText(text) };
  }
  if (!isDiff || !(HUNK_HEADER.test(text) || SIGNED.test(text))) return { kind: 'none' };
  return {
    kind: 'nameless',
    operations: path =>
      parseEditText(`*** Begin Patch\n*** Update File: ${path}\n${text}\n*** End Patch`),
  };
}
