import { parseJson } from '../base/json.ts';

/** What a delta carries, by the name of its field on the wire. */
export type DeltaField = 'text' | 'reasoningContent';

/**
 * Reads events that differ from an earlier one in their text alone, which nearly all events of a
 * stream do, without parsing their JSON again.
 *
 * Sound because the earlier event was parsed, and found to have nothing but known fields: the place
 * of its text is that of a JSON string, and another JSON string in this place is the text of an
 * event that is otherwise the same.
 */
export interface DeltaTemplate {
  /** The field that the text of `read` belongs to. */
  readonly field: DeltaField;
  /** @returns the text, or undefined if the event has to be parsed */
  read(data: string): string | undefined;
  /** @param data an event that was parsed, and is a delta of this text in this field alone */
  learn(data: string, field: DeltaField, text: string): void;
}

const NOT_PLAIN = /["\\\u0000-\u001f]/;
/** UTF-16 code units. V8 copies so short a slice; a longer one would keep its whole chunk alive. */
const COPIED = 12;

export function createDeltaTemplate(): DeltaTemplate {
  let known: DeltaField = 'text';
  let head = '';
  let tail = '';
  return {
    get field() {
      return known;
    },
    read: data => {
      if (head === '' || data.length < head.length + tail.length) return undefined;
      // Compared as slices, which V8 does by words; startsWith goes by characters.
      const end = data.length - tail.length;
      if (data.slice(0, head.length) !== head || data.slice(end) !== tail) return undefined;
      const text = data.slice(head.length, end);
      const isPlain = text.length <= COPIED && !NOT_PLAIN.test(text);
      return isPlain ? text : parseString(`"${text}"`);
    },
    learn: (data, field, text) => {
      if (NOT_PLAIN.test(text) || (head !== '' && data.startsWith(head))) return;
      const opening = `"delta":{"${field}":"`;
      const start = data.indexOf(opening) + opening.length;
      if (start < opening.length || !data.startsWith(`${text}"`, start)) return;
      const behind = data.slice(start + text.length);
      // A key that comes twice counts as it comes last.
      if (behind.includes('"delta"') || behind.includes(`"${field}"`)) return;
      known = field;
      head = data.slice(0, start);
      tail = behind;
    },
  };
}

function parseString(literal: string): string | undefined {
  // A quote may end the text early, for instance: the whole event has to be read then.
  const value = parseJson(literal);
  return typeof value === 'string' ? value : undefined;
}
