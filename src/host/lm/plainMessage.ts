import type { JsonObject } from '../../base/json.ts';

/** A message of VS Code's language model API without its classes. */
export interface PlainMessage {
  /** VS Code's own chat also sends `system`, which the stable API does not name. */
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly PlainPart[];
}

export type PlainPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly bytes: Uint8Array; readonly mediaType: string }
  | {
      readonly type: 'call';
      readonly id: string;
      readonly name: string;
      readonly input: JsonObject;
    }
  | {
      readonly type: 'result';
      /** Of the call. */
      readonly id: string;
      readonly parts: readonly PlainPart[];
    };
