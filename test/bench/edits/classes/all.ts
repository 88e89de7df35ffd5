import type { Disturbance } from '../case.ts';
import { anchorClasses } from './anchors.ts';
import { characterClasses } from './characters.ts';
import { combinedClasses } from './combined.ts';
import { edgeClasses } from './edges.ts';
import { endingClasses } from './endings.ts';
import { hunkClasses } from './hunks.ts';
import { indentationClasses } from './indentation.ts';
import { goneFunction, passageClasses } from './passages.ts';
import { placeClasses } from './places.ts';
import { rewriteClasses } from './rewrites.ts';
import { slipClasses } from './slips.ts';
import { whiteSpaceClasses } from './whiteSpace.ts';
import { wrappingClasses } from './wrappings.ts';

const single: readonly Disturbance[] = [
  ...whiteSpaceClasses,
  ...indentationClasses,
  ...endingClasses,
  ...characterClasses,
  ...edgeClasses,
  ...hunkClasses,
  ...slipClasses,
  ...placeClasses,
  ...anchorClasses,
  ...passageClasses,
  goneFunction,
  ...rewriteClasses,
  ...wrappingClasses,
];

/** Those of which a file with other line endings makes another case. */
const COMBINED = new Set([
  'trailingSpaceInFile',
  'indentLost',
  'unicodeInFile',
  'spuriousEdgeBlanks',
  'elision',
  'slipInKeptLine',
  'rewrittenBlock',
]);

/** Every way in which the corpus disturbs edits, in the order of its tables. */
export const disturbances: readonly Disturbance[] = [
  ...single,
  ...combinedClasses(single.filter(({ name }) => COMBINED.has(name))),
];
