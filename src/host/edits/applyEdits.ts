import type * as vscode from 'vscode';
import { describeError, PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { EditOutcome } from '../../tools/ports.ts';
import { asEditorShows } from '../files/fileBytes.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { carryOut, recase, rewrite } from './carryOut.ts';
import { editSteps } from './editSteps.ts';
import { leadsElsewhere } from './inPlace.ts';
import { asFound, isAsBefore, journalFile } from './journalFile.ts';
import type { PlannedChange, PlannedRewrite, PlannedUpdate } from './plannedChange.ts';
import { saveDocument, type Saved } from './saveDocument.ts';
import { holdsInTime } from './settledDocument.ts';
import { changedInEditor, changedOnDisk } from './stillAsPlanned.ts';
import { takeBack } from './takeBack.ts';
import type { FileState } from './transactions.ts';

/** Moments of a change set, for tests that break off there: they do not let it go on. */
export type LandingStep = 'recorded' | 'rewritten' | 'edited' | 'saving' | 'saved' | 'landed';

export interface LandingParts {
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** The real places that a person was shown; undefined where none were. */
  readonly prepared: ReadonlySet<string> | undefined;
  /** Awaited at each moment. */
  readonly onStep: (step: LandingStep, display: string | undefined) => Promise<void>;
  /** A save participant made another text of a file than was planned. Never rejects. */
  readonly onSettled: (index: number, after: FileState) => Promise<void>;
}

/** What became of one file. */
export interface LandedFile extends Saved {
  readonly display: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
}

export type Landing =
  | { readonly applied: true; readonly files: readonly LandedFile[] }
  | Extract<EditOutcome, { applied: false }>;

/**
 * Lands checked changes in the user's files, all or none: what has to be written past the editor
 * first, the rest as one edit of the editor, then saves what had been saved. Once it has landed
 * nothing throws: what fails then is a note.
 * @throws AbortError after a stop, when everything was taken back; PartlyTakenBackError if a part of
 * it stays
 */
export async function landChanges(
  changes: readonly PlannedChange[],
  parts: LandingParts,
): Promise<Landing> {
  const { signal, logger } = parts;
  const onDisk = await changedOnDisk(changes);
  const elsewhere = await leadsElsewhere(changes, parts.prepared);
  if (elsewhere !== undefined) {
    return {
      applied: false,
      reason: `${elsewhere} leads to another place than when the edit was worked out: a link on its way was changed. Read it again and make the edit anew.`,
    };
  }
  signal.throwIfAborted();
  // From here to the first change nothing is awaited: what was checked is what is edited.
  const late = onDisk ?? changedInEditor(changes);
  if (late !== undefined) {
    return {
      applied: false,
      reason: `${late} was changed in the editor or on the disk just now. Read it again and make the edit anew.`,
      stale: true,
    };
  }
  const failure = await failureOf(changes, parts);
  if (failure !== undefined || signal.aborted) await takeBack(changes, logger);
  signal.throwIfAborted();
  if (failure !== undefined) {
    return {
      applied: false,
      reason: `${failure} What had been done was taken back. Read the files again before another try.`,
    };
  }
  return {
    applied: true,
    files: await Promise.all(changes.map((each, index) => finish(each, index, parts))),
  };
}

/** Makes the changes, as far as they can be made. @returns why not all of them could, if so */
async function failureOf(
  changes: readonly PlannedChange[],
  { signal, logger, onStep }: LandingParts,
): Promise<string | undefined> {
  try {
    for (const change of changes) {
      if (change.kind !== 'rewrite' || signal.aborted) continue;
      await rewrite(change);
      await onStep('rewritten', change.display);
    }
    if (signal.aborted) return undefined;
    const late = changedInEditor(changes);
    if (late !== undefined) return `${late} was changed in the editor just now.`;
    if (!(await carryOut(editSteps(changes)))) {
      return 'the editor refused the change, perhaps because a file was changed at the same time.';
    }
    for (const change of changes) {
      if (!('moveTo' in change) || change.moveTo === undefined || !change.isRecased) continue;
      const from = change.kind === 'update' ? change.document.uri : change.uri;
      await recase(from, change.moveTo);
    }
    await onStep('edited', undefined);
    return undefined;
  } catch (error) {
    if (error instanceof PlumbError) return error.message;
    logger.error('A change of files failed', error);
    return `the editor failed at the change: ${describeError(error)}.`;
  }
}

async function finish(
  change: PlannedChange,
  index: number,
  parts: LandingParts,
): Promise<LandedFile> {
  try {
    return await settled(change, index, parts);
  } catch (error) {
    parts.logger.error('A change that has landed could not be saved', error);
    return foundAfter(error, change, index, parts);
  }
}

/** What there is of a change where saving it failed, as when its document was closed meanwhile. */
async function foundAfter(
  error: unknown,
  change: PlannedChange,
  index: number,
  { onSettled, logger }: LandingParts,
): Promise<LandedFile> {
  const planned = journalFile(change);
  const [found = planned] = await asFound([planned]).catch((unreadable: unknown) => {
    logger.error('It is not known what is there now', unreadable);
    return [planned];
  });
  const { display, before, after } = found;
  if (after !== undefined && after.text !== planned.after?.text) await onSettled(index, after);
  const isLost = isAsBefore(found) && !isAsBefore(planned);
  const where = isLost ? 'the file is as it was before the edit' : 'look at it before you go on';
  const note = `saving it failed (${describeError(error)}); ${where}`;
  return { display, before, after, saved: false, note };
}

async function settled(
  change: PlannedChange,
  index: number,
  parts: LandingParts,
): Promise<LandedFile> {
  const { display } = change;
  const before = change.kind === 'create' ? undefined : change.before;
  if (change.kind === 'rewrite') await reload(change);
  if (change.kind !== 'update') {
    const after = change.kind === 'delete' ? undefined : change.after;
    return { display, before, after, saved: true };
  }
  const saved = await settle(change, parts);
  const document = documentOf(change);
  const after =
    document === undefined
      ? change.after
      : {
          // Its document may keep the old name where case does not matter.
          uri: change.after.uri,
          text: document.getText(),
          encoding: document.encoding,
        };
  if (after.text !== change.after.text) await parts.onSettled(index, after);
  await parts.onStep('saved', display);
  return { display, before, after, ...saved };
}

/** What was written past a document that is loaded all the same is in it when the change is told. */
async function reload({ uri, moveTo, after }: PlannedRewrite): Promise<void> {
  const document = openDocument(moveTo ?? uri);
  if (document !== undefined) await holdsInTime(document, asEditorShows(after.text));
}

async function settle(change: PlannedUpdate, { onStep }: LandingParts): Promise<Saved> {
  const { saves, after, display } = change;
  if (!saves) {
    return {
      saved: false,
      note: 'the user had unsaved changes in it, so what is on the disk does not have the change yet and commands do not see it',
    };
  }
  await onStep('saving', display);
  const document = documentOf(change);
  return document === undefined ? { saved: true } : saveDocument(document, after.text);
}

/** The document of a file once it has moved. */
function documentOf({
  document,
  moveTo,
  isRecased,
}: PlannedUpdate): vscode.TextDocument | undefined {
  if (moveTo === undefined) return document;
  return openDocument(moveTo) ?? (isRecased ? openDocument(document.uri) : undefined);
}
