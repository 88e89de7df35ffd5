import type { OutputUnit } from '@cfworker/json-schema';
import * as l10n from '@vscode/l10n';
import { cutLine } from '../base/text.ts';
import { severalFit } from './tellingUnits.ts';

const SHOWN = 200;

/**
 * Says how a value does not fit.
 * @param limit what the schema says at the keyword; undefined if that is not known
 * @param actual the value, or undefined if it is not there
 */
export function problemWords(unit: OutputUnit, limit: unknown, actual: unknown): string {
  const shown = show(limit);
  switch (unit.keyword) {
    case 'type':
      return l10n.t('It must be {0}, but is {1}.', typesIn(limit), typeOf(actual));
    case 'enum':
      return l10n.t('It must be one of {0}.', shown);
    case 'const':
      return l10n.t('It must be {0}.', shown);
    case 'required':
      return l10n.t('The property {0} is missing.', quotedIn(unit));
    case 'false':
      return l10n.t('It is not allowed here.');
    case 'minimum':
      return l10n.t('It must be at least {0}.', shown);
    case 'maximum':
      return l10n.t('It must be at most {0}.', shown);
    case 'exclusiveMinimum':
      return l10n.t('It must be more than {0}.', shown);
    case 'exclusiveMaximum':
      return l10n.t('It must be less than {0}.', shown);
    case 'multipleOf':
      return l10n.t('It must be a multiple of {0}.', shown);
    case 'minLength':
      return l10n.t('It must have at least {0} characters.', shown);
    case 'maxLength':
      return l10n.t('It must have at most {0} characters.', shown);
    case 'pattern':
      return l10n.t('It must match the pattern {0}.', shown);
    case 'format':
      return l10n.t('It must have the format {0}.', shown);
    case 'minItems':
      return l10n.t('It must have at least {0} items.', shown);
    case 'maxItems':
      return l10n.t('It must have at most {0} items.', shown);
    case 'uniqueItems':
      return l10n.t('It has the same item twice.');
    case 'minProperties':
      return l10n.t('It must have at least {0} properties.', shown);
    case 'maxProperties':
      return l10n.t('It must have at most {0} properties.', shown);
    case 'propertyNames':
      return l10n.t('A property must not have this name.');
    case 'contains':
    case 'minContains':
      return l10n.t('It has too few items that fit "contains".');
    case 'maxContains':
      return l10n.t('It has too many items that fit "contains".');
    case 'dependentRequired':
    case 'dependencies': {
      const [, present, needed] = /("[^]*") but does not have ("[^]*")/.exec(unit.error) ?? [];
      return present === undefined || needed === undefined
        ? l10n.t('It lacks something that another property needs.')
        : l10n.t('With {0} it needs the property {1} too.', present, needed);
    }
    case 'not':
      return l10n.t('It must not fit the schema under "not".');
    case 'anyOf':
      return l10n.t('It fits none of the alternatives.');
    case 'oneOf':
      return severalFit(unit)
        ? l10n.t('It fits several of the alternatives, and must fit one only.')
        : l10n.t('It fits none of the alternatives.');
    default:
      return unit.error;
  }
}

/** The name that the validator quotes in its own words. */
function quotedIn({ error }: OutputUnit): string {
  return /"(.*)"/s.exec(error)?.[0] ?? '';
}

function typesIn(limit: unknown): string {
  return (Array.isArray(limit) ? limit : [limit]).map(String).join(' | ');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function show(value: unknown): string {
  if (value === undefined) return '';
  return cutLine(typeof value === 'string' ? value : JSON.stringify(value), SHOWN);
}
