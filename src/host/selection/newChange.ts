import type { ReviewFile } from '../review/review.ts';

/** Where something stands under review; without a hunk the file as a whole. */
export interface ChangePlace {
  readonly uri: string;
  readonly hunkId?: string;
}

/** What is under review, to be compared with what is later. */
export function reviewedNow(files: readonly ReviewFile[]): ReadonlySet<string> {
  return new Set(files.flatMap(file => marksOf(file).map(({ mark }) => mark)));
}

/** The first change that was not there before, in the file that a person looks at if there is one. */
export function newChange(
  files: readonly ReviewFile[],
  before: ReadonlySet<string>,
  uri: string,
): ChangePlace | undefined {
  const looked = files.filter(file => file.uri === uri);
  return [...looked, ...files.filter(file => !looked.includes(file))]
    .flatMap(marksOf)
    .find(({ mark }) => !before.has(mark))?.place;
}

/** A hunk that grew is new; one below it that only moved comes after it. */
function marksOf(file: ReviewFile): { readonly mark: string; readonly place: ChangePlace }[] {
  const { uri, change } = file;
  if (file.hunks.length === 0) return [{ mark: `${uri} ${change}`, place: { uri } }];
  return file.hunks.map(({ id, from, to }) => ({
    mark: `${uri} ${id} ${from}-${to}`,
    place: { uri, hunkId: id },
  }));
}
