import { isJsonObject } from '../base/json.ts';

/** A delta of text or reasoning and nothing else. */
export interface TextDelta {
  readonly reasoning: string;
  readonly text: string;
  readonly rest: undefined;
}

/**
 * The form of nearly every event: ids, one delta of text or reasoning, no finishReason. Zod takes
 * longer for it than JSON.parse, so it is checked by hand; whatever else there is goes to zod.
 */
export function readTextDelta(value: unknown): TextDelta | undefined {
  if (!isJsonObject(value)) return undefined;
  let text = '';
  let reasoning = '';
  for (const key in value) {
    const field = value[key];
    switch (key) {
      case 'taskType':
      case 'taskUUID':
        if (typeof field !== 'string') return undefined;
        break;
      case 'finishReason':
        if (field !== null) return undefined;
        break;
      case 'delta':
        if (!isJsonObject(field)) return undefined;
        for (const name in field) {
          const content = field[name];
          if (typeof content !== 'string') return undefined;
          if (name === 'text') text = content;
          else if (name === 'reasoningContent') reasoning = content;
          else return undefined;
        }
        break;
      default:
        return undefined;
    }
  }
  return { text, reasoning, rest: undefined };
}
