import * as l10n from '@vscode/l10n';
import { parseJson, type JsonObject } from '../base/json.ts';
import { findJsonFault, formatJson } from '../base/jsonText.ts';
import { jsonFaultWords } from './jsonFaultWords.ts';
import { schemaProblems, type JsonProblem } from './schemaProblems.ts';

/** An answer that was asked for as JSON. */
export interface CheckedAnswer {
  /** As parsed; undefined if the answer is no JSON. */
  readonly value: unknown;
  /** The JSON with one value a line and every number as it was written; else the answer itself. */
  readonly pretty: string;
  /** None if it fits the schema. */
  readonly problems: readonly JsonProblem[];
}

/**
 * Reads an answer and holds it against the schema that was sent. The answer may be JSON, the text
 * of JSON as a JSON string, or stand in a Markdown fence (spec/runware-api.md 2.2).
 * @param schema undefined if none was asked for: any JSON fits
 */
export function checkAnswer(text: string, schema: JsonObject | undefined): CheckedAnswer {
  const readings = readingsOf(text).map(json => check(json, schema));
  const fitting = readings.find(({ problems }) => problems.length === 0);
  const best = fitting ?? readings.at(-1);
  if (best !== undefined) return best;
  const fault = findJsonFault(text);
  const why = fault === undefined ? '' : jsonFaultWords(fault);
  const message = l10n.t('The answer is no JSON. {0}', why);
  return { value: undefined, pretty: text, problems: [{ path: '', message }] };
}

/** Texts of JSON that the answer can be taken for, the plainest first. */
function readingsOf(text: string): readonly string[] {
  const given = text.replace(/^\uFEFF/, '').trim();
  const plain = parseJson(given) === undefined ? fenced(given) : given;
  if (plain === undefined || parseJson(plain) === undefined) return [];
  const inner = parseJson(plain);
  if (typeof inner !== 'string') return [plain];
  // A string that holds an object may have been meant as the object, or as a string.
  const held = parseJson(inner);
  return typeof held === 'object' && held !== null ? [plain, inner] : [plain];
}

function fenced(text: string): string | undefined {
  return /^[ \t]*```[^\n`]*\n(.*?)\n[ \t]*```[ \t\r]*$/ms.exec(text)?.[1];
}

function check(json: string, schema: JsonObject | undefined): CheckedAnswer {
  const value = parseJson(json);
  const problems = schema === undefined || value === undefined ? [] : schemaProblems(value, schema);
  return { value, pretty: formatJson(json), problems };
}
