import type { StoredFile, StoredState } from './journalRecord.ts';
import type { TextStore } from './textStore.ts';
import type { AppliedFile, FileState } from './transactions.ts';

/** One file of a change set, as the journal keeps it. */
export interface JournalFile {
  readonly display: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
  /** What was on the disk under unsaved text. */
  readonly disk: string | undefined;
}

/** Puts the texts of a file away, so that its record is short. */
export async function storeFile(file: JournalFile, texts: TextStore): Promise<StoredFile> {
  const { display, before, after, disk } = file;
  return {
    display,
    ...(before === undefined ? {} : { before: await storeState(before, texts) }),
    ...(after === undefined ? {} : { after: await storeState(after, texts) }),
    ...(disk === undefined ? {} : { disk: await texts.put(disk) }),
  };
}

export async function storeState(
  { uri, encoding, text }: FileState,
  texts: TextStore,
): Promise<StoredState> {
  return { uri, encoding, text: await texts.put(text) };
}

/** The files of a record with their texts; undefined if one of these is missing or damaged. */
export async function loadFiles(
  files: readonly StoredFile[],
  texts: TextStore,
): Promise<readonly JournalFile[] | undefined> {
  const loaded: JournalFile[] = [];
  for (const { display, before, after, disk } of files) {
    const file = {
      display,
      before: before && (await loadState(before, texts)),
      after: after && (await loadState(after, texts)),
      disk: disk === undefined ? undefined : await texts.get(disk),
    };
    const isWhole =
      (file.before === undefined) === (before === undefined) &&
      (file.after === undefined) === (after === undefined) &&
      (file.disk === undefined) === (disk === undefined);
    if (!isWhole) return undefined;
    loaded.push(file);
  }
  return loaded;
}

async function loadState(state: StoredState, texts: TextStore): Promise<FileState | undefined> {
  const text = await texts.get(state.text);
  return text === undefined ? undefined : { uri: state.uri, encoding: state.encoding, text };
}

/** What a change set did to a file, once it is whole. */
export function withoutDisk({ display, before, after }: JournalFile): AppliedFile {
  return { display, before, after };
}
