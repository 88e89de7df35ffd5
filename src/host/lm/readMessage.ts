import * as vscode from 'vscode';
import { isJsonObject } from '../../base/json.ts';
import type { PlainMessage, PlainPart } from './plainMessage.ts';

/** What a message of VS Code says; kinds of parts that are nobody's words are left out. */
export function readMessage({
  role,
  content,
}: {
  /** One of `LanguageModelChatMessageRole`, or 3 for the system, which the stable API does not name. */
  readonly role: number;
  readonly content: readonly unknown[];
}): PlainMessage {
  return { role: ROLES.get(role) ?? 'system', parts: content.flatMap(readPart) };
}

const ROLES: ReadonlyMap<number, PlainMessage['role']> = new Map([
  [vscode.LanguageModelChatMessageRole.User, 'user'],
  [vscode.LanguageModelChatMessageRole.Assistant, 'assistant'],
]);

function readPart(part: unknown): readonly PlainPart[] {
  if (part instanceof vscode.LanguageModelTextPart) return [{ type: 'text', text: part.value }];
  if (part instanceof vscode.LanguageModelDataPart) return readData(part);
  if (part instanceof vscode.LanguageModelToolCallPart) {
    const { callId, name, input } = part;
    return [{ type: 'call', id: callId, name, input: isJsonObject(input) ? input : {} }];
  }
  if (part instanceof vscode.LanguageModelToolResultPart) {
    return [{ type: 'result', id: part.callId, parts: part.content.flatMap(readPart) }];
  }
  if (part instanceof vscode.LanguageModelPromptTsxPart) {
    return [{ type: 'text', text: JSON.stringify(part.value ?? null) }];
  }
  return [];
}

/** Marks such as `cache_control`, which are no media type, are for services that know them. */
function readData({ data, mimeType }: vscode.LanguageModelDataPart): readonly PlainPart[] {
  if (!mimeType.includes('/')) return [];
  if (mimeType.startsWith('image/')) return [{ type: 'image', bytes: data, mediaType: mimeType }];
  if (mimeType.startsWith('text/') || /[/+]json$/.test(mimeType)) {
    return [{ type: 'text', text: new TextDecoder().decode(data) }];
  }
  return [
    {
      type: 'text',
      text: `[${data.length} bytes of ${mimeType} stood here; this model takes text and images.]`,
    },
  ];
}
