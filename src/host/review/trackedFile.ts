import { currentOf, hunksOf, type TrackedText } from '../../edits/review/trackedText.ts';

/** A chat, and the message that its turn answered. */
export interface Author {
  readonly chatId: string;
  readonly messageId: string;
}

/** A file that the agent changed and on which nobody has decided. */
export type TrackedFile = CreatedFile | UpdatedFile | DeletedFile;

interface Named {
  /** As it is called now; of a deleted file, as it was called. */
  readonly uri: string;
  readonly display: string;
  /** All who had a part in it, the first one first. */
  readonly authors: readonly Author[];
}

/** All of it is one hunk. */
export interface CreatedFile extends Named {
  readonly change: 'create';
  readonly text: string;
  /** What the agent wrote; undefined once there is a person's text in it. */
  readonly own: string | undefined;
}

export interface UpdatedFile extends Named {
  readonly change: 'update';
  readonly text: TrackedText;
  /** Where it was before the agent moved it. */
  readonly movedFrom: { readonly uri: string; readonly display: string } | undefined;
}

export interface DeletedFile extends Named {
  readonly change: 'delete';
  /** What undoing brings back, in which encoding. */
  readonly text: string;
  readonly encoding: string;
}

/** By URI. */
export type TrackedFiles = ReadonlyMap<string, TrackedFile>;

/** The only hunk of a created file. */
export const WHOLE_FILE = 'file';

/** The text as it is now. */
export function textOf(file: TrackedFile): string {
  switch (file.change) {
    case 'create':
      return file.text;
    case 'update':
      return currentOf(file.text);
    case 'delete':
      return '';
  }
}

/** False for a file in which nothing is left to decide. */
export function isUnderReview(file: TrackedFile): boolean {
  if (file.change !== 'update') return true;
  return file.movedFrom !== undefined || hunksOf(file.text).length > 0;
}

export function withAuthor(
  authors: readonly Author[] | undefined,
  author: Author,
): readonly Author[] {
  const known = authors ?? [];
  const isKnown = known.some(
    ({ chatId, messageId }) => chatId === author.chatId && messageId === author.messageId,
  );
  return isKnown ? known : [...known, author];
}

/** With this file, if there is something to decide in it. */
export function put(files: TrackedFiles, file: TrackedFile): TrackedFiles {
  const next = new Map(files);
  if (isUnderReview(file)) next.set(file.uri, file);
  else next.delete(file.uri);
  return next;
}

export function without(files: TrackedFiles, uri: string): TrackedFiles {
  const next = new Map(files);
  next.delete(uri);
  return next;
}
