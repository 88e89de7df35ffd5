import { baselineOf, hunkLines } from '../../edits/review/trackedText.ts';
import { lineCount, stretch } from '../../edits/review/stretch.ts';
import type { ReviewFile, ReviewHunk } from './review.ts';
import { WHOLE_FILE, type TrackedFile, type UpdatedFile } from './trackedFile.ts';

/** What is shown of a file under review. */
export function shownFile(file: TrackedFile): ReviewFile {
  const { uri, display } = file;
  switch (file.change) {
    case 'create': {
      const added = lineCount(stretch(file.text));
      const whole = { id: WHOLE_FILE, from: 0, to: added, baseFrom: 0, baseTo: 0 };
      const hunks = added === 0 ? [] : [whole];
      return { uri, display, change: 'create', baseline: '', added, removed: 0, hunks };
    }
    case 'delete': {
      const removed = lineCount(stretch(file.text));
      const { text: baseline } = file;
      return { uri, display, change: 'delete', baseline, added: 0, removed, hunks: [] };
    }
    case 'update':
      return shownUpdate(file);
  }
}

function shownUpdate({ uri, display, text, movedFrom }: UpdatedFile): ReviewFile {
  const hunks = hunkLines(text).map(({ hunk, from, to, baseFrom, baseTo }): ReviewHunk => ({
    id: hunk.id,
    from,
    to,
    baseFrom,
    baseTo,
  }));
  let baseline: string | undefined;
  return {
    uri,
    display,
    change: movedFrom === undefined ? 'update' : 'move',
    ...(movedFrom === undefined ? {} : { movedFrom: movedFrom.display }),
    // Put together only for who reads it: the file is shown anew with every key that is pressed.
    get baseline() {
      baseline ??= baselineOf(text);
      return baseline;
    },
    added: hunks.reduce((sum, { from, to }) => sum + to - from, 0),
    removed: hunks.reduce((sum, { baseFrom, baseTo }) => sum + baseTo - baseFrom, 0),
    hunks,
  };
}
