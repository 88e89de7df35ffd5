import { cutLine } from '../base/text.ts';
import { diffFile, type DiffFile } from '../edits/lineDiff.ts';
import type { FileOperation, Hunk } from '../edits/operations.ts';
import { applyReplacements } from '../edits/textReplacement.ts';
import { wholeFileOperation } from '../edits/wholeFile.ts';
import { freePlace } from './freePlace.ts';
import { requireSeen } from './guard.ts';
import { resolveWorkspacePath } from './paths.ts';
import { MAX_FILE_BYTES, type FileChange, type FileText, type WorkspacePath } from './ports.ts';
import { planFile } from './planFile.ts';
import type { RewriteOperation } from './rewrites.ts';
import { ToolRefusal, type EditContext } from './tool.ts';

/** What one operation would do to its file. */
export interface PreparedFile {
  readonly change: FileChange;
  readonly diff: DiffFile;
  /** What was tolerated, in words for the model. */
  readonly notes: readonly string[];
  /** Every place that it takes or leaves. */
  readonly touches: readonly WorkspacePath[];
}

/**
 * Works out one operation against the text that the user sees, and changes nothing.
 * @throws ToolRefusal saying why it cannot be done
 */
export async function prepareFile(
  operation: FileOperation | RewriteOperation,
  context: EditContext,
): Promise<PreparedFile> {
  const path = await resolveWorkspacePath(operation.path, context.paths);
  switch (operation.kind) {
    case 'create':
      return create(path, operation.text, context);
    case 'delete': {
      const before = await readExisting(path, context);
      requireWhole(path, before, operation.hunks ?? [], context);
      return remove(path, before);
    }
    case 'update': {
      const before = await readExisting(path, context);
      return operation.moveTo === undefined
        ? update(path, before, operation.hunks, context)
        : move(path, before, operation.hunks, {
            to: await freePlace(path, operation.moveTo, context),
            context,
          });
    }
    case 'rewrite': {
      const before = await readExisting(path, context);
      requireWhole(path, before, operation.removed ?? [], context);
      const { hunks } = wholeFileOperation(operation.path, before.text, operation.text);
      return update(path, before, hunks, context);
    }
  }
}

async function create(
  path: WorkspacePath,
  text: string,
  { files }: EditContext,
): Promise<PreparedFile> {
  const kind = await files.kind(path);
  if (kind === 'directory') throw refusal(path, 'is a directory, so no file can be made of it');
  if (kind === 'file') {
    throw refusal(
      path,
      'exists already and is not overwritten. Read it, then change it with apply_edit or "*** Update File:"',
    );
  }
  return {
    change: { kind: 'create', path, text },
    diff: diffFile({ path: path.display, change: 'create', before: '', after: text }),
    notes: [],
    touches: [path],
  };
}

function remove(path: WorkspacePath, before: FileText): PreparedFile {
  return {
    change: { kind: 'delete', path, baselineHash: before.hash },
    diff: diffFile({ path: path.display, change: 'delete', before: before.text, after: '' }),
    notes: [],
    touches: [path],
  };
}

/**
 * A diff deletes the file whose lines it removes, not another that has its name by now.
 * @throws ToolRefusal if hunks leave lines of the file, or do not fit it
 */
function requireWhole(
  path: WorkspacePath,
  before: FileText,
  hunks: readonly Hunk[],
  context: EditContext,
): void {
  if (hunks.length === 0) return;
  const { replacements } = planFile(path, before, hunks, context);
  const left = applyReplacements(before.text, replacements).trimStart();
  if (left === '') return;
  const [line = ''] = left.split(/[\r\n]/, 1);
  throw refusal(
    path,
    `has lines that the diff does not remove, as ${JSON.stringify(cutLine(line, 120))}. Write "*** Delete File: ${path.display}" to delete it with all that it has now`,
  );
}

function update(
  path: WorkspacePath,
  before: FileText,
  hunks: readonly Hunk[],
  context: EditContext,
): PreparedFile {
  const { replacements, notes } = planFile(path, before, hunks, context);
  const after = applyReplacements(before.text, replacements);
  if (after === before.text) {
    throw refusal(
      path,
      'is already so, but perhaps for line endings, which stay as they are: the edit would change nothing',
    );
  }
  return {
    change: { kind: 'update', path, baselineHash: before.hash, edits: replacements },
    diff: diffFile({ path: path.display, change: 'update', before: before.text, after }),
    notes: notes.map(note => `${path.display}: ${note}`),
    touches: [path],
  };
}

function move(
  path: WorkspacePath,
  before: FileText,
  hunks: readonly Hunk[],
  { to: moveTo, context }: { readonly to: WorkspacePath; readonly context: EditContext },
): PreparedFile {
  const { replacements, notes } = planFile(path, before, hunks, context);
  const after = applyReplacements(before.text, replacements);
  return {
    change: { kind: 'update', path, baselineHash: before.hash, edits: replacements, moveTo },
    diff: diffFile({
      path: path.display,
      change: 'move',
      newPath: moveTo.display,
      before: before.text,
      after,
    }),
    notes: notes.map(note => `${path.display}: ${note}`),
    touches: [path, moveTo],
  };
}

/** @throws ToolRefusal if there is no such file, or one that is too long */
async function readExisting(path: WorkspacePath, context: EditContext): Promise<FileText> {
  const { files } = context;
  const kind = await files.kind(path);
  if (kind === 'missing') throw refusal(path, 'does not exist. Look for it with find_files');
  if (kind === 'directory') throw refusal(path, 'is a directory, not a file');
  const bytes = await files.size(path);
  if (bytes > MAX_FILE_BYTES) {
    throw refusal(path, `has ${bytes} bytes; files over ${MAX_FILE_BYTES} bytes are not edited`);
  }
  await requireSeen(path, context);
  return files.read(path);
}

function refusal(path: WorkspacePath, complaint: string): ToolRefusal {
  return new ToolRefusal(`${path.display} ${complaint}. Nothing was changed.`);
}
