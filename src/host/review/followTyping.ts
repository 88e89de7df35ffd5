import { rebase } from '../../edits/review/rebase.ts';
import { lengthOf } from '../../edits/review/trackedText.ts';
import { userEdit, userRevert } from '../../edits/review/userEdit.ts';
import type { TextChange } from './editorTexts.ts';
import type { TrackedFile } from './trackedFile.ts';

/** A file under review after a person changed its open document. */
export function followTyping(file: TrackedFile, change: TextChange): TrackedFile {
  switch (file.change) {
    case 'create':
      return { ...file, text: change.text() };
    case 'delete':
      // An editor that was left open without its file.
      return file;
    case 'update': {
      const edit = change.isRevert ? userRevert : userEdit;
      const text = edit(file.text, change.edits);
      // Otherwise the text was not what we knew: another ending of all lines, or a change unseen.
      const isFollowed = change.edits.length > 0 && lengthOf(text) === change.length;
      return { ...file, text: isFollowed ? text : rebase(file.text, change.text()) };
    }
  }
}
