import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Place } from './languagePort.ts';
import { showPlaces } from './shownPlaces.ts';
import {
  findPosition,
  guardedAt,
  positionInput,
  positionTitle,
  type PositionInput,
} from './symbolPosition.ts';
import { defineReadTool, type Tool } from './tool.ts';

export const MAX_PLACES = 200;

/** Said where a server knows nothing: the model must not take it for an answer. */
export const NOTHING_KNOWN =
  'That is no proof: there may be no language server for this kind of file, or it is still loading. Use search_text to be sure.';

/** A read tool that tells places of the identifier at a position. */
export function definePlacesTool(spec: {
  readonly name: string;
  readonly description: string;
  readonly find: 'definitions' | 'references';
  /** `No definition of x is known.` */
  readonly nothing: (symbol: string) => string;
}): Tool {
  const input: z.ZodType<PositionInput> = z.strictObject(positionInput);
  return defineReadTool({
    name: spec.name,
    description: spec.description,
    input,
    title: positionTitle,
    guarded: ({ path }, context) => guardedAt(path, context),
    run: async (wanted, context) => {
      const found = await findPosition(wanted, context);
      if ('refusal' in found) {
        return {
          content: found.refusal,
          summary: l10n.t('not found'),
          failed: true,
          sources: [found.source],
        };
      }
      const places = await context.languages[spec.find](found.at, context.signal);
      const { lines, sources } = await showPlaces(places.slice(0, MAX_PLACES), context);
      return {
        content: [
          ...(found.note === '' ? [] : [found.note]),
          ...(places.length === 0 ? [`${spec.nothing(wanted.symbol)} ${NOTHING_KNOWN}`] : lines),
          ...cutNote(places),
        ].join('\n'),
        summary: l10n.t('{0} places', places.length),
        failed: false,
        sources: [found.source, ...sources],
      };
    },
  });
}

function cutNote(places: readonly Place[]): string[] {
  return places.length > MAX_PLACES
    ? [`[Cut after ${MAX_PLACES} of ${places.length} places.]`]
    : [];
}
