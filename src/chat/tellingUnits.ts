import type { OutputUnit } from '@cfworker/json-schema';

/** Keywords that only say that something below them does not fit. */
const CONTAINERS = new Set(
  `properties patternProperties additionalProperties unevaluatedProperties items prefixItems
  additionalItems unevaluatedItems $ref $recursiveRef allOf if dependentSchemas`.split(/\s+/),
);
/** Keywords that say it themselves, so that what is below them would only confuse. */
const SUMMARIES = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/**
 * Picks what tells a reader something out of the validator's flat list of everything: the causes,
 * not the chain of containers above them. Of several alternatives, the one that was meant is
 * looked into if that can be told: all others fail by their type, or by a constant.
 */
export function tellingUnits(units: readonly OutputUnit[]): readonly OutputUnit[] {
  const located = withLocations(units);
  // Of this keyword those below stand before it.
  const counts = located.filter(unit => unit.keyword === 'minContains');
  const telling = pick(located.filter(unit => !counts.some(count => isBelow(unit, count))));
  const causes = telling.filter(unit => !isConsequence(unit, telling));
  return causes.length === 0 ? units.slice(0, 1) : causes;
}

const LEFT_OVER = /\/unevaluated(?:Properties|Items)(?:\/|$)/;

/** A part that does not fit leaves over all that it would have spoken for. */
function isConsequence(unit: OutputUnit, units: readonly OutputUnit[]): boolean {
  if (!LEFT_OVER.test(unit.keywordLocation)) return false;
  const whole = unit.instanceLocation.replace(/\/[^/]*$/, '');
  return units.some(
    other => !LEFT_OVER.test(other.keywordLocation) && other.instanceLocation.startsWith(whole),
  );
}

function pick(units: readonly OutputUnit[]): OutputUnit[] {
  const picked: OutputUnit[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index];
    if (unit === undefined) break;
    if (CONTAINERS.has(unit.keyword)) continue;
    if (!SUMMARIES.has(unit.keyword)) {
      picked.push(unit);
      continue;
    }
    // Those below it stand right behind it.
    let end = index + 1;
    while (isBelow(units[end], unit)) end += 1;
    picked.push(...summary(unit, units.slice(index + 1, end)));
    index = end - 1;
  }
  return picked;
}

function summary(unit: OutputUnit, below: readonly OutputUnit[]): OutputUnit[] {
  switch (unit.keyword) {
    case 'propertyNames':
      // Its place is the property whose name it is, which only those below it know.
      return [{ ...unit, instanceLocation: below[0]?.instanceLocation ?? unit.instanceLocation }];
    case 'anyOf':
    case 'oneOf': {
      const meant = meantAlternative(unit, below);
      return meant ?? [unit];
    }
    default:
      return [unit];
  }
}

function meantAlternative(
  unit: OutputUnit,
  below: readonly OutputUnit[],
): OutputUnit[] | undefined {
  const byAlternative = new Map<string, OutputUnit[]>();
  for (const error of below) {
    const [alternative = ''] = error.keywordLocation
      .slice(unit.keywordLocation.length + 1)
      .split('/');
    byAlternative.set(alternative, [...(byAlternative.get(alternative) ?? []), error]);
  }
  if (severalFit(unit)) return undefined;
  const at = unit.instanceLocation;
  const rightType = [...byAlternative.values()]
    .map(pick)
    .filter(
      errors => !errors.some(error => error.keyword === 'type' && error.instanceLocation === at),
    );
  if (rightType.length === 1) return rightType[0];
  const meant = rightType.filter(errors => !errors.some(error => isOfAnotherKind(error, at)));
  return meant.length === 1 ? meant[0] : undefined;
}

/** True for an error of `oneOf` where more than one alternative fits. */
export function severalFit({ error }: OutputUnit): boolean {
  return /\((?!0 )\d+ matches\)/.test(error);
}

/** Alternatives of objects are told apart by a constant in each. */
function isOfAnotherKind({ keyword, instanceLocation }: OutputUnit, at: string): boolean {
  if (keyword !== 'const' && keyword !== 'enum') return false;
  return instanceLocation.startsWith(at) && !instanceLocation.slice(at.length + 1).includes('/');
}

function isBelow(unit: OutputUnit | undefined, above: OutputUnit): boolean {
  if (unit === undefined) return false;
  const keywordAbove = above.keywordLocation.replace(/\/minContains$/, '/contains');
  return (
    unit.keywordLocation.startsWith(`${keywordAbove}/`) &&
    unit.instanceLocation.startsWith(above.instanceLocation)
  );
}

/** The validator gives a schema that is `false` the place of the value for its own. */
function withLocations(units: readonly OutputUnit[]): OutputUnit[] {
  return units.map((unit, index) => {
    const above = units[index - 1];
    return unit.keyword === 'false' && above !== undefined
      ? { ...unit, keywordLocation: `${above.keywordLocation}/false` }
      : unit;
  });
}
