import { validate, type OutputUnit } from '@cfworker/json-schema';
import * as l10n from '@vscode/l10n';
import { describeError } from '../base/errors.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { pointerNames } from '../base/jsonPointer.ts';
import { prepareSchema, type PreparedSchema } from './preparedSchema.ts';
import { problemWords } from './problemWords.ts';
import { tellingUnits } from './tellingUnits.ts';

/** Where a value does not fit its schema, and how, for people. */
export interface JsonProblem {
  /** JSON pointer into the value; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

const MAX_PROBLEMS = 100;

/**
 * Validates a value by its schema, of the draft that `$schema` names, 2020-12 if none. A schema that
 * cannot be used, or refers to another document, is itself a problem.
 * @returns at most 100 problems; none if the value fits
 */
export function schemaProblems(value: unknown, schema: JsonObject): readonly JsonProblem[] {
  try {
    const prepared = prepareSchema(schema);
    const [elsewhere] = prepared.unresolved;
    if (elsewhere !== undefined) return [whole(unresolvedWords(elsewhere))];
    const { errors } = validate(value, prepared.schema, prepared.draft, prepared.lookup, false);
    const problems = tellingUnits(errors).map(unit => problemOf(unit, value, prepared));
    return distinct(problems).slice(0, MAX_PROBLEMS);
  } catch (error) {
    // The validator throws for what is no schema, and for one that refers to itself without end.
    return [whole(l10n.t('The schema cannot be used: {0}', describeError(error)))];
  }
}

export function unresolvedWords(reference: string): string {
  return l10n.t(
    'The schema refers to {0}, which is not in it. Plumb does not fetch schemas: copy it in under "$defs".',
    reference,
  );
}

function whole(message: string): JsonProblem {
  return { path: '', message };
}

function problemOf(unit: OutputUnit, value: unknown, prepared: PreparedSchema): JsonProblem {
  const path = pointerOf(unit.instanceLocation);
  const limit = keywordValue(unit.keywordLocation, prepared);
  const actual = pointerNames(path).reduce<unknown>(memberOf, value);
  return { path, message: problemWords(unit, limit, actual) };
}

/** The validator's locations are URI fragments. */
function pointerOf(location: string): string {
  return decodeURIComponent(location.replace(/^#/, ''));
}

/** What the schema says at a keyword, through its references; undefined if that cannot be told. */
function keywordValue(location: string, { schema, lookup }: PreparedSchema): unknown {
  return pointerNames(pointerOf(location)).reduce<unknown>((node, name) => {
    if (name !== '$ref' || !isJsonObject(node)) return memberOf(node, name);
    const reference = node['__absolute_ref__'] ?? node['$ref'];
    return typeof reference === 'string' ? lookup[reference] : undefined;
  }, schema);
}

function memberOf(parent: unknown, name: string): unknown {
  if (Array.isArray(parent)) {
    const items: readonly unknown[] = parent;
    return items[Number(name)];
  }
  return isJsonObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

function distinct(problems: readonly JsonProblem[]): JsonProblem[] {
  const byText = new Map(problems.map(it => [`${it.path}\n${it.message}`, it]));
  return [...byText.values()];
}
