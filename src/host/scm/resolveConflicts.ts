import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import {
  conflictMarker,
  parseConflicts,
  withResolutions,
  type Conflict,
} from '../../edits/conflictMarkers.ts';
import { splitLines, withLineFeeds } from '../../edits/lines.ts';
import { wholeFileOperation } from '../../edits/wholeFile.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { landOperations, orRefused } from '../answer/applyOperations.ts';
import type { Consent } from '../attachments/consent.ts';
import { placeOf } from '../attachments/place.ts';
import { conflictAttachment, conflictQuestion } from './conflictQuestion.ts';
import type { ScmParts } from './scmParts.ts';

/** Of all that goes along, in UTF-16 code units. */
const MAX_CHARACTERS = 80_000;
const MAX_CONFLICTS = 20;

const Answer = z.strictObject({
  resolutions: z.array(
    z.strictObject({ conflict: z.number(), resolution: z.string(), why: z.string() }),
  ),
});

/** As `ConflictArgument` of conflictOffers.ts. */
const Argument = z.object({ uri: z.string(), line: z.int().min(0) });

/** A conflict that is asked about, with what is needed to find it again. */
interface Asked {
  readonly conflict: Conflict;
  /** Its lines with its markers. */
  readonly text: string;
}

export type ResolveParts = ScmParts & { readonly consent: Pick<Consent, 'origin'> };

/** The conflict at the cursor or of the argument, else the only one. @throws PlumbError */
export async function resolveConflict(
  [argument]: readonly unknown[],
  parts: ResolveParts,
): Promise<void> {
  const { document, line } = await meant(argument);
  await resolve(document, parts, conflicts => {
    const here = conflicts.filter(({ from, to }) => from <= line && line < to);
    if (here.length > 0 || conflicts.length === 1) return here.length > 0 ? here : conflicts;
    throw new PlumbError(
      l10n.t('There is no conflict at the cursor. Put it into one, or resolve all of the file.'),
    );
  });
}

/** All conflicts of the file. @throws PlumbError */
export async function resolveAllConflicts(
  [argument]: readonly unknown[],
  parts: ResolveParts,
): Promise<void> {
  const { document } = await meant(argument);
  await resolve(document, parts, conflicts => conflicts);
}

async function meant(
  argument: unknown,
): Promise<{ readonly document: vscode.TextDocument; readonly line: number }> {
  const named = Argument.safeParse(argument).data;
  if (named !== undefined) {
    const uri = vscode.Uri.parse(named.uri, true);
    return { document: await vscode.workspace.openTextDocument(uri), line: named.line };
  }
  // From a menu of the Source Control view or the Explorer.
  const uri = MenuArgument.safeParse(argument).data;
  if (uri !== undefined) return { document: await vscode.workspace.openTextDocument(uri), line: 0 };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new PlumbError(l10n.t('Open the file with the conflict first.'));
  return { document: editor.document, line: editor.selection.active.line };
}

const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);
const MenuArgument = z.union([
  UriLike,
  z.object({ resourceUri: UriLike }).transform(({ resourceUri }) => resourceUri),
]);

async function resolve(
  document: vscode.TextDocument,
  parts: ResolveParts,
  choose: (conflicts: readonly Conflict[]) => readonly Conflict[],
): Promise<void> {
  const place = await placeOf(document.uri.toString(), parts.paths);
  const { text } = await parts.files.read(place);
  const all = choose(conflictsIn(text, place));
  const chosen = all.slice(0, MAX_CONFLICTS);
  const context = parts.context(new AbortController().signal);
  const origin = await parts.consent.origin(place, context);
  const file = {
    place,
    text,
    origin,
    language: document.languageId,
    // A person has just let its secrets go along.
    tidy: origin === 'secret' ? parts.redact : parts.tidy,
  };
  const asked = chosen.map(conflict => ({ conflict, text: blockOf(text, conflict) }));
  const answer = await parts.askAside({
    title:
      asked.length === 1
        ? l10n.t('Plumb resolves a conflict in {0}', place.display)
        : l10n.t('Plumb resolves {0} conflicts in {1}', asked.length, place.display),
    text: conflictQuestion(place, asked.length),
    attachments: asked.map(({ conflict }, index) =>
      conflictAttachment(conflict, index + 1, file, MAX_CHARACTERS / asked.length),
    ),
    schema: Answer,
  });
  if (answer === undefined) return;
  const { chatId, value } = answer;
  const resolved = value.resolutions.flatMap(({ conflict, resolution, why }) => {
    const one = asked[conflict - 1];
    const lines = linesOf(resolution);
    return one === undefined || lines.some(line => conflictMarker(line) !== undefined)
      ? []
      : [{ ...one, lines, why }];
  });
  const distinct = new Map(resolved.map(one => [one.conflict.from, one]));
  if (distinct.size === 0) {
    throw new PlumbError(l10n.t('The answer resolves no conflict. Nothing was changed.'));
  }
  const { outcome, message } = await orRefused(async () => {
    const { text: now } = await parts.files.read(place);
    const after = withResolutions(
      now,
      [...distinct.values()].map(({ lines, ...one }) => ({
        conflict: foundAgain(one, now, place),
        lines,
      })),
    );
    const operation = wholeFileOperation(place.display, now, after);
    const controller = { session: { id: chatId, events: [] } };
    return (await landOperations([operation], { ...parts, controller })).applied;
  });
  if (outcome === 'cancelled') return;
  if (outcome === 'refused') throw new PlumbError(message);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [first] = [...distinct.values()];
  if (first !== undefined) {
    const at = new vscode.Range(first.conflict.from, 0, first.conflict.from, 0);
    editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  const whys = [...distinct.values()].map(({ why }) => why.trim()).filter(why => why !== '');
  const left = all.length - distinct.size;
  void vscode.window.showInformationMessage(
    [message, ...whys, ...(left === 0 ? [] : [leftWords(left)])].join(' '),
  );
}

function leftWords(count: number): string {
  return count === 1
    ? l10n.t('1 conflict was left as it is.')
    : l10n.t('{0} conflicts were left as they are.', count);
}

/** @throws PlumbError if there is none, or a marker that belongs to none */
function conflictsIn(text: string, place: WorkspacePath): readonly Conflict[] {
  const { conflicts, broken } = parseConflicts(text);
  if (broken !== undefined) {
    throw new PlumbError(
      l10n.t(
        'The conflict marker in line {0} of {1} belongs to no whole conflict. Put the markers right first.',
        broken + 1,
        place.display,
      ),
    );
  }
  if (conflicts.length > 0) return conflicts;
  throw new PlumbError(l10n.t('{0} has no merge conflict.', place.display));
}

/** The same conflict in the text as it is now. @throws PlumbError if it is not certain which */
function foundAgain({ conflict, text }: Asked, now: string, place: WorkspacePath): Conflict {
  const same = parseConflicts(now).conflicts.filter(one => blockOf(now, one) === text);
  const [only, ...others] = same;
  const found = others.length === 0 ? only : same.find(({ from }) => from === conflict.from);
  if (found !== undefined) return found;
  throw new PlumbError(
    l10n.t('{0} was changed in the meantime, so nothing was done. Ask again.', place.display),
  );
}

function blockOf(text: string, { from, to }: Conflict): string {
  return splitLines(text)
    .slice(from, to)
    .map(line => line.text)
    .join('\n');
}

function linesOf(resolution: string): readonly string[] {
  const text = withLineFeeds(resolution);
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
