import * as vscode from 'vscode';
import { isJsonObject } from '../../base/json.ts';
import type { PlainMessage, PlainPart } from './plainMessage.ts';

/** What a message of VS Code says; kinds of parts that are nobody's words are left out. */
export function readMessage({
  role,
  content,
}: vscode.LanguageModelChatRequestMessage): PlainMessage {
  return { role: roleOf(role), parts: content.flatMap(readPart) };
}

function roleOf(role: vscode.LanguageModelChatMessageRole): PlainMessage['role'] {
  switch (role) {
    case vscode.LanguageModelChatMessageRole.User:
      return 'user';
    case vscode.LanguageModelChatMessageRole.Assistant:
      return 'assistant';
    default:
      return 'system';
  }
}

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
