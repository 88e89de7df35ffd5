import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { wholeFileOperation } from '../../edits/wholeFile.ts';
import { landOperations, orRefused } from '../answer/applyOperations.ts';
import { placeFinding, withFix } from './placeFinding.ts';
import type { ScmParts } from './scmParts.ts';
import { isFixable } from './placedFinding.ts';
import type { ShownFinding, ShownFindings } from './shownFindings.ts';

/** Lines around a finding that go along with a question about it. */
const AROUND = 20;

/**
 * Puts the fix of a finding in the place of its lines, under review as every edit.
 * @throws PlumbError if it has none, or if it is no longer certain where its lines are
 */
export async function applyFinding(
  argument: unknown,
  findings: ShownFindings,
  parts: ScmParts,
): Promise<void> {
  const found = meant(argument, findings);
  const { finding, file, chatId } = found;
  if (!isFixable(found)) throw new PlumbError(l10n.t('This finding comes without a fix.'));
  const { outcome, message } = await orRefused(async () => {
    const { text } = await parts.files.read(file);
    const { original } = finding;
    const place = placeFinding(text, { original, startLine: found.place.from + 1 });
    if (place === undefined || place.isLoose) {
      throw new PlumbError(
        l10n.t(
          'The lines of this finding are not there any more, or several times. Change them by hand, or ask for a review again.',
        ),
      );
    }
    const after = withFix(text, place, finding.replacement);
    const operation = wholeFileOperation(file.display, text, after);
    const controller = { session: { id: chatId, events: [] } };
    return (await landOperations([operation], { ...parts, controller })).applied;
  });
  if (outcome === 'refused') throw new PlumbError(message);
  if (outcome === 'applied') findings.remove(found);
}

/** @throws PlumbError if none is meant */
export function dismissFinding(argument: unknown, findings: ShownFindings): void {
  findings.remove(meant(argument, findings));
}

/** Asks about a finding in the chat, with the lines that it is about. @throws PlumbError */
export async function askAboutFinding(
  argument: unknown,
  findings: ShownFindings,
  { askInChat }: Pick<ScmParts, 'askInChat'>,
): Promise<void> {
  const { uri, place, finding } = meant(argument, findings);
  const first = Math.max(0, place.from - AROUND);
  const range: [number, number, number, number] = [first, 0, place.to + AROUND, 0];
  const text = l10n.t(
    'A review says of these lines: “{0}” {1}\nIs that so? Look at the code around it, and say what is to be done.',
    finding.title,
    finding.explanation,
  );
  await askInChat({ text, about: [{ kind: 'selection', uri: uri.toString(), range }] });
}

function meant(argument: unknown, findings: ShownFindings): ShownFinding {
  const found = findings.meant(argument);
  if (found !== undefined) return found;
  throw new PlumbError(
    findings.all.length === 0
      ? l10n.t('No finding of a review is shown. Ask for a review first.')
      : l10n.t('There is no finding of a review at the cursor.'),
  );
}
