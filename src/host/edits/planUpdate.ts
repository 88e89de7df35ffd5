import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { lineEndingOf } from '../../edits/lineEnding.ts';
import {
  applyReplacements,
  splitsCharacters,
  type TextReplacement,
} from '../../edits/textReplacement.ts';
import { inEitherReading, readText, refuseNotebook } from '../files/fileBytes.ts';
import { isShown } from '../files/shownInEditor.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';
import { requireEncodable } from './encodable.ts';
import { eolOf, fits, openText, readState, requireFile, type DiskState } from './fileState.ts';
import { inRawText } from './inRawText.ts';
import type { DiskText, PlannedRewrite, PlannedUpdate } from './plannedChange.ts';
import { splicedBytes } from './splicedBytes.ts';
import { settle } from './settledDocument.ts';
import { requireWritable } from './writable.ts';

export interface UpdateRequest {
  readonly uri: vscode.Uri;
  /** As the file is called now, and afterwards. */
  readonly display: string;
  readonly newDisplay: string;
  readonly moveTo: vscode.Uri | undefined;
  /**
   * What is to be done to the text as it is.
   * @param eol of the document; undefined if the file is written with the line endings given
   * @throws PlumbError if that text is not the one that was expected
   */
  editsOf(
    text: string,
    encoding: string,
    eol: '\n' | '\r\n' | undefined,
  ): Promise<readonly TextReplacement[]>;
  /** False where a file merely moves. */
  readonly changesText: boolean;
  /** Whether unsaved text is saved with the change. */
  readonly savesUnsaved: boolean;
}

/**
 * Plans a change of text: in the document if that can hold it, else on the disk if no editor shows it.
 * @throws PlumbError
 */
export async function planUpdate(request: UpdateRequest): Promise<PlannedUpdate | PlannedRewrite> {
  const { uri, display } = request;
  const unsaved = openDocument(uri);
  if (unsaved?.isDirty === true) {
    refuseNotebook(uri, display);
    await requireFile(uri, display);
    const disk = await diskOf(unsaved, display);
    return inDocument(request, unsaved, disk);
  }
  const disk = await readState(uri, display);
  const document = await openText(uri, display);
  if (lineEndingOf(disk.text) === 'mixed') return onDisk(request, disk);
  await settle(document, disk.text, display);
  return inDocument(request, document, disk);
}

async function inDocument(
  request: UpdateRequest,
  document: vscode.TextDocument,
  disk: DiskText | undefined,
): Promise<PlannedUpdate | PlannedRewrite> {
  const { uri, display, moveTo } = request;
  const { version, isDirty: wasDirty, encoding } = document;
  const text = document.getText();
  const edits = await request.editsOf(text, encoding, eolOf(document));
  requireWholeCharacters(text, edits, display);
  const after = applyReplacements(text, edits);
  const ending = lineEndingOf(after);
  if (!fits(after, document) && (ending === 'mixed' || lineEndingOf(text) !== undefined)) {
    if (wasDirty) throw mixedEndings(display);
    return onDisk(request, await readState(uri, display));
  }
  if (edits.length === 0 && !wasDirty) return onDisk(request, await readState(uri, display));
  await requireWritable(uri, display);
  await requireEncodable(edits.map(edit => edit.text).join(''), encoding, display);
  return {
    kind: 'update',
    display: request.newDisplay,
    document,
    version,
    wasDirty,
    saves: !wasDirty || request.savesUnsaved,
    disk,
    before: { uri: uri.toString(), text, encoding },
    after: { uri: (moveTo ?? uri).toString(), text: after, encoding },
    edits,
    eol: fits(after, document) ? undefined : endOfLine(ending),
    moveTo,
    isRecased: await finds(moveTo),
  };
}

function endOfLine(ending: ReturnType<typeof lineEndingOf>): vscode.EndOfLine {
  return ending === '\r\n' ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF;
}

async function onDisk(request: UpdateRequest, disk: DiskState): Promise<PlannedRewrite> {
  const { uri, display, newDisplay, moveTo } = request;
  const { text, encoding, bytes } = disk;
  if (request.changesText && isShown(uri)) throw mixedEndings(display);
  const edits = await inEitherReading(text, async reading => {
    const found = await request.editsOf(reading, encoding, undefined);
    requireWholeCharacters(reading, found, display);
    return inRawText(found, reading, text);
  });
  await requireWritable(uri, display);
  await requireEncodable(edits.map(edit => edit.text).join(''), encoding, display);
  return {
    kind: 'rewrite',
    display: newDisplay,
    uri,
    oldBytes: bytes,
    newBytes: edits.length === 0 ? bytes : await splicedBytes(disk, edits, display),
    before: { uri: uri.toString(), text, encoding },
    after: { uri: (moveTo ?? uri).toString(), text: applyReplacements(text, edits), encoding },
    moveTo,
    isRecased: await finds(moveTo),
  };
}

/** Whether the place where a file goes, which is free, is its own. */
async function finds(moveTo: vscode.Uri | undefined): Promise<boolean> {
  return moveTo !== undefined && (await kindOf(moveTo)) !== 'missing';
}

/** What is on the disk under unsaved text. That it cannot be read is no reason against an edit. */
async function diskOf(
  document: vscode.TextDocument,
  display: string,
): Promise<DiskText | undefined> {
  try {
    return await readText(document.uri, display, document.encoding);
  } catch {
    return undefined;
  }
}

function requireWholeCharacters(
  text: string,
  edits: readonly TextReplacement[],
  display: string,
): void {
  if (!splitsCharacters(text, edits)) return;
  throw new PlumbError(
    `an edit of ${display} begins or ends within a line ending, within a character, or outside of the text. Edit whole lines.`,
  );
}

function mixedEndings(display: string): PlumbError {
  return new PlumbError(
    `${display} has mixed line endings and is open in an editor, which would make them one all over the file when it saves. So it is not edited. Ask the user to close it, or to save it with one line ending; then read it again.`,
  );
}
