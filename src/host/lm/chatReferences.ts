import * as vscode from 'vscode';
import { describeError } from '../../base/errors.ts';
import type { Attachment } from '../../chat/eventParts.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { fittingText, MOST_CHARACTERS } from '../attachments/boundedText.ts';
import { encodeRef, type ChipRef } from '../attachments/chipRef.ts';
import { attachmentOf } from '../attachments/reading.ts';

/** What VS Code's chat lets go along with a message, as attachments; problems say why one cannot. */
export async function readReferences(
  references: readonly vscode.ChatPromptReference[],
  attachments: Pick<Attachments, 'read'>,
): Promise<{ readonly attached: Attachment[]; readonly problems: string[] }> {
  const attached: Attachment[] = [];
  const problems: string[] = [];
  for (const { value, modelDescription, id } of references) {
    if (typeof value === 'string') {
      attached.push(attachmentOf(modelDescription ?? id, fittingText(value, MOST_CHARACTERS)));
      continue;
    }
    const ref = refOf(value);
    if (ref === undefined) continue;
    try {
      attached.push(...(await attachments.read([encodeRef(ref)])));
    } catch (error) {
      problems.push(describeError(error));
    }
  }
  return { attached, problems };
}

function refOf(value: unknown): ChipRef | undefined {
  if (value instanceof vscode.Uri) return { kind: 'file', uri: value.toString() };
  if (!(value instanceof vscode.Location)) return undefined;
  const { start, end } = value.range;
  const range: [number, number, number, number] = [
    start.line,
    start.character,
    end.line,
    end.character,
  ];
  return { kind: 'selection', uri: value.uri.toString(), range };
}
