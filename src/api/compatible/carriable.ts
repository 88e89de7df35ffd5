import * as l10n from '@vscode/l10n';
import type { ModelRequest } from '../modelClient.ts';

export type CompatibleName = 'chatCompletions' | 'responses';

/** A part of a request for which a compatible endpoint has no place. */
export interface Uncarriable {
  /** As the model page names it. */
  readonly parameter: string;
  /** Why, for people. */
  readonly reason: string;
}

/** What in a request keeps it from going over a compatible endpoint; undefined if nothing does. */
export function findUncarriable(
  request: ModelRequest,
  transport: CompatibleName,
): Uncarriable | undefined {
  return UNCARRIABLE.find(({ over, is }) => (over ?? transport) === transport && is(request))?.what;
}

/** Where only one endpoint lacks the place, `over` names it. */
const UNCARRIABLE: readonly {
  readonly over?: CompatibleName;
  readonly is: (request: ModelRequest) => boolean;
  readonly what: Uncarriable;
}[] = [
  {
    is: ({ delivery }) => delivery === 'async',
    what: {
      parameter: 'deliveryMethod',
      get reason() {
        return l10n.t('only the native endpoint runs a request in the background');
      },
    },
  },
  {
    is: ({ webhookURL }) => webhookURL !== undefined,
    what: {
      parameter: 'webhookURL',
      get reason() {
        return l10n.t('only the native endpoint calls a webhook');
      },
    },
  },
  {
    is: ({ images = [] }) => !images.every(image => /^(https?:\/\/|data:image\/)/i.test(image)),
    what: {
      parameter: 'inputs.images',
      get reason() {
        return l10n.t('only the native endpoint knows uploaded images; attach the image again');
      },
    },
  },
  {
    is: ({ images = [], messages }) =>
      images.length > 0 && !messages.some(({ role }) => role === 'user'),
    what: {
      parameter: 'inputs.images',
      get reason() {
        return l10n.t('images need a message of the user that they stand in');
      },
    },
  },
  {
    is: ({ numberResults = 1, delivery = 'stream' }) => numberResults > 1 && delivery === 'stream',
    what: {
      parameter: 'numberResults',
      get reason() {
        return l10n.t('a stream carries one answer');
      },
    },
  },
  {
    over: 'responses',
    is: ({ numberResults = 1 }) => numberResults > 1,
    what: {
      parameter: 'numberResults',
      get reason() {
        return l10n.t('the Responses endpoint gives one answer');
      },
    },
  },
  {
    over: 'chatCompletions',
    is: ({ tools = [] }) => tools.some(({ type }) => type === 'codeInterpreter'),
    what: {
      parameter: 'tools',
      get reason() {
        return l10n.t('the Chat Completions endpoint has no code interpreter; switch it off');
      },
    },
  },
];
