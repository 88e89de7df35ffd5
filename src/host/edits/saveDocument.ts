import * as vscode from 'vscode';
import { cutMiddle } from '../../base/text.ts';
import { sharedEnds } from '../../edits/sharedEnds.ts';
import { holds } from './fileState.ts';

export interface Saved {
  readonly saved: boolean;
  /** For the model, where not all went as expected. */
  readonly note?: string;
}

/** How long saving may take: what runs on save may hang. In ms. */
const SAVE_MS = 10_000;
/** UTF-16 code units of changed text that a note quotes. */
const QUOTED = 2_000;

/** Saves a document and says what a formatter or the like made of the text that was expected. */
export async function saveDocument(
  document: vscode.TextDocument,
  expected: string,
): Promise<Saved> {
  const saved = await withinLimit(document.save());
  if (saved === undefined) {
    return {
      saved: false,
      note: `saving had not ended after ${SAVE_MS / 1_000} s, something that runs on save may hang; the change is in the editor`,
    };
  }
  if (!saved) {
    return {
      saved: false,
      note: 'it could not be saved, and the editor tells the user why; the change is in the editor, not on the disk',
    };
  }
  const text = document.getText();
  // What the user has typed by now is rightly not on the disk.
  if (!document.isDirty && !(await holds(document.uri, await bytesOf(document)))) {
    return {
      saved: false,
      note: 'the disk holds another text than was saved: another window or program writes this file too. Read it again',
    };
  }
  return text === expected ? { saved } : { saved, note: describeChange(expected, text) };
}

async function bytesOf(document: vscode.TextDocument): Promise<Uint8Array> {
  return vscode.workspace.encode(document.getText(), { encoding: document.encoding });
}

/** The result, or undefined if there is none in time. */
async function withinLimit(saving: Thenable<boolean>): Promise<boolean | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, SAVE_MS);
  });
  try {
    return await Promise.race([saving, late]);
  } finally {
    clearTimeout(timer);
  }
}

function describeChange(expected: string, text: string): string {
  const before = expected.split(/\r?\n/);
  const after = text.split(/\r?\n/);
  const { head, tail } = sharedEnds(before, after);
  const changed = after.slice(head, after.length - tail);
  const what = 'saving changed the text further (format on save or the like)';
  if (changed.length === 0) return `${what}: lines were removed after line ${head}`;
  const range = `lines ${head + 1}-${head + changed.length} are now:`;
  return `${what}: ${range}\n${cutMiddle(changed.join('\n'), QUOTED).text}`;
}
