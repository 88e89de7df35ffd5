import type { PlannedChange } from './plannedChange.ts';
import type { JournalFile } from './recordTexts.ts';
import { textsNow, UNREADABLE } from './textNow.ts';

/** A change, as the journal keeps it. */
export function journalFile(change: PlannedChange): JournalFile {
  const { display } = change;
  switch (change.kind) {
    case 'create':
      return { display, before: undefined, after: change.after, disk: undefined };
    case 'delete':
      return { display, before: change.before, after: undefined, disk: change.unsavedOver };
    case 'rewrite':
      return { display, before: change.before, after: change.after, disk: undefined };
    case 'update': {
      const { before, after, wasDirty, disk } = change;
      return { display, before, after, disk: wasDirty ? disk?.text : undefined };
    }
  }
}

/**
 * The same files with what has really become of them as `after`. What is no text now keeps what was
 * planned.
 */
export async function asFound(files: readonly JournalFile[]): Promise<readonly JournalFile[]> {
  const texts = await textsNow(files);
  return files.map(file => {
    const { before, after } = file;
    const encoding = (before ?? after)?.encoding ?? 'utf8';
    for (const uri of [after?.uri, before?.uri]) {
      const text = uri === undefined ? undefined : texts.get(uri);
      if (text === UNREADABLE) return file;
      if (uri !== undefined && text !== undefined) {
        return { ...file, after: { uri, text, encoding } };
      }
    }
    return { ...file, after: undefined };
  });
}

/** Whether a change set did nothing to a file. */
export function isAsBefore({ before, after }: Pick<JournalFile, 'before' | 'after'>): boolean {
  return before?.uri === after?.uri && before?.text === after?.text;
}
