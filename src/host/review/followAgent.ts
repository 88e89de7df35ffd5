import { agentText } from '../../edits/review/agentEdit.ts';
import { rebase } from '../../edits/review/rebase.ts';
import { baselineOf, currentOf, track } from '../../edits/review/trackedText.ts';
import type { AppliedFile, FileState } from '../edits/transactions.ts';
import {
  put,
  withAuthor,
  type Author,
  type TrackedFile,
  type TrackedFiles,
  type UpdatedFile,
  without,
} from './trackedFile.ts';

/**
 * What is under review after the agent changed a file. Several changes become what they come to:
 * created and deleted is nothing; deleted and created is an update; where a file takes the place of
 * one that was deleted or moved away, that one is updated, and the other deleted or created.
 * @param display how a file is called
 */
export function followAgent(
  files: TrackedFiles,
  { display, before, after }: AppliedFile,
  author: Author,
  displayOf: (uri: string) => string,
): TrackedFiles {
  if (before === undefined) {
    return after === undefined ? files : created(files, display, after, author);
  }
  if (after === undefined) return deleted(files, display, before, author);
  return changed(files, { display, before, after, from: displayOf(before.uri) }, author);
}

function created(
  files: TrackedFiles,
  display: string,
  after: FileState,
  author: Author,
): TrackedFiles {
  const { uri } = after;
  const there = files.get(uri);
  const authors = withAuthor(there?.authors, author);
  if (there?.change === 'delete') {
    const text = agentText(track(there.text), after.text, author.chatId);
    return put(files, { change: 'update', uri, display, authors, text, movedFrom: undefined });
  }
  const away = [...files.values()].find(
    file => file.change === 'update' && file.movedFrom?.uri === uri,
  );
  if (away?.change === 'update') {
    const base = track(baselineOf(away.text));
    const text = agentText(base, after.text, author.chatId);
    const apart = put(files, asCreated(away));
    return put(apart, { change: 'update', uri, display, authors, text, movedFrom: undefined });
  }
  return put(files, { change: 'create', uri, display, authors, text: after.text, own: after.text });
}

function deleted(
  files: TrackedFiles,
  display: string,
  before: FileState,
  author: Author,
): TrackedFiles {
  const there = files.get(before.uri);
  const rest = without(files, before.uri);
  if (there?.change === 'create') return rest;
  const known = there?.change === 'update' ? there : undefined;
  return put(rest, {
    change: 'delete',
    uri: known?.movedFrom?.uri ?? before.uri,
    display: known?.movedFrom?.display ?? display,
    authors: withAuthor(known?.authors, author),
    text: known === undefined ? before.text : baselineOf(rebase(known.text, before.text)),
    encoding: before.encoding,
  });
}

interface Change {
  readonly display: string;
  readonly before: FileState;
  readonly after: FileState;
  /** How it was called before. */
  readonly from: string;
}

function changed(
  files: TrackedFiles,
  { display, before, after, from }: Change,
  author: Author,
): TrackedFiles {
  const { uri } = after;
  const there = files.get(before.uri);
  const authors = withAuthor(there?.authors, author);
  const rest = without(files, before.uri);
  const replaced = uri === before.uri ? undefined : files.get(uri);
  if (there?.change === 'create') {
    const isOwn = there.own === before.text;
    const own = isOwn ? after.text : undefined;
    if (replaced?.change !== 'delete') {
      return put(rest, { change: 'create', uri, display, authors, text: after.text, own });
    }
  }
  if (replaced?.change === 'delete') {
    const text = agentText(track(replaced.text), after.text, author.chatId);
    const inPlace = put(rest, {
      change: 'update',
      uri,
      display,
      authors,
      text,
      movedFrom: undefined,
    });
    return there?.change === 'create'
      ? inPlace
      : deleted(withFile(inPlace, there), from, before, author);
  }
  const known = there?.change === 'update' ? there : undefined;
  const text = agentText(
    known === undefined ? track(before.text) : rebase(known.text, before.text),
    after.text,
    author.chatId,
  );
  const origin = known?.movedFrom ?? { uri: before.uri, display: from };
  const movedFrom = origin.uri === uri ? undefined : origin;
  return put(rest, { change: 'update', uri, display, authors, text, movedFrom });
}

/** A moved file whose old place is taken again is a new one; what it was is the other's baseline. */
function asCreated({ uri, display, authors, text }: UpdatedFile): TrackedFile {
  const now = currentOf(text);
  return { change: 'create', uri, display, authors, text: now, own: now };
}

function withFile(files: TrackedFiles, file: TrackedFile | undefined): TrackedFiles {
  return file === undefined ? files : put(files, file);
}
