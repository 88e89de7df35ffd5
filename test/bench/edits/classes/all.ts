import type { Disturbance } from '../case.ts';
import { characterClasses } from './characters.ts';
import { edgeClasses } from './edges.ts';
import { endingClasses } from './endings.ts';
import { hunkClasses } from './hunks.ts';
import { indentationClasses } from './indentation.ts';
import { goneFunction, passageClasses } from './passages.ts';
import { placeClasses } from './places.ts';
import { slipClasses } from './slips.ts';
import { whiteSpaceClasses } from './whiteSpace.ts';
import { wrappingClasses } from './wrappings.ts';

/** Every way in which the corpus disturbs edits, in the order of its tables. */
export const disturbances: readonly Disturbance[] = [
  ...whiteSpaceClasses,
  ...indentationClasses,
  ...endingClasses,
  ...characterClasses,
  ...edgeClasses,
  ...hunkClasses,
  ...slipClasses,
  ...placeClasses,
  ...passageClasses,
  goneFunction,
  ...wrappingClasses,
];
