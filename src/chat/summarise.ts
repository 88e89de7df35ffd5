import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { ModelRequest } from '../api/modelClient.ts';
import { CHAT_ACTIONS, PlumbError } from '../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject } from '../base/json.ts';
import { askQuietly } from './answer.ts';
import type { Ending } from './ending.ts';
import { ConversationSummary } from './eventParts.ts';
import { offersUnasked } from './offers.ts';
import { requestOf } from './request.ts';
import type { RunningTurn } from './turn.ts';

const MOST_TOKENS = 16_000;

const INSTRUCTION = `Summarise this conversation so that you can go on with the work from the summary alone; the messages before it will be gone. Keep what cannot be found again by looking at the files: what the user wants and how they want it, decisions and their reasons, what was tried and what came out, what is done, what is still to do. Name the files that matter with what you know about each. Call no tool.`;

/**
 * Puts a summary by the model in the place of everything said so far. The request has the same
 * beginning as every other one of the chat, so the provider's cache serves it, unless a person would
 * have to be asked about the service's tools.
 */
export async function summarise(turn: RunningTurn): Promise<Ending> {
  // Nothing is looked up for a summary, so nobody is asked whether it may be.
  const settings = { ...turn.settings(), serviceTools: offersUnasked(turn) };
  const request = await requestOf({ ...turn, settings: () => settings }, false);
  const answer = await askQuietly(turn, summaryRequest(request), 'summary');
  if (answer.finishReason !== 'stop' && answer.finishReason !== 'unknown') {
    throw notSummarised(answer.finishReason);
  }
  const { data: summary } = ConversationSummary.safeParse(parseJson(answer.text));
  // Whatever else it is: the chat stays as it was.
  if (summary === undefined) throw notSummarised('not the JSON that was asked for');
  await turn.emit({ type: 'summarised', at: turn.now(), summary });
  return { reason: 'done' };
}

function summaryRequest({ maxTokens, ...request }: ModelRequest): ModelRequest {
  return {
    ...request,
    messages: [...request.messages, { role: 'user', content: INSTRUCTION }],
    ...(request.tools === undefined ? {} : { toolChoice: { type: 'none' } }),
    maxTokens: Math.min(maxTokens, MOST_TOKENS),
    delivery: request.delivery === 'async' ? 'async' : 'sync',
    json: { schema: SCHEMA },
  };
}

const JsonObjectSchema = z.custom<JsonObject>(isJsonObject);

/** The envelope of the model page; strict, so that the provider holds the model to it. */
const SCHEMA = {
  name: 'conversation_summary',
  strict: true,
  schema: schemaOf(ConversationSummary),
};

/** As strict mode wants it: every object closed, and no keyword that names a dialect. */
function schemaOf(type: z.ZodType): JsonObject {
  const schema = JsonObjectSchema.parse(z.toJSONSchema(type, { io: 'output' }));
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema'));
}

function notSummarised(reason: string): PlumbError {
  return new PlumbError(
    l10n.t('The chat could not be summarised ({0}). It stays as it was; try again.', reason),
    { action: { label: l10n.t('Summarise and go on'), command: CHAT_ACTIONS.summarise } },
  );
}
