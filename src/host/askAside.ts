import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { checkAnswer } from '../chat/jsonAnswer.ts';
import type { Attachment } from '../chat/eventParts.ts';
import type { Session } from '../chat/session.ts';
import { lastAnswer } from './lastAnswer.ts';
import { failedAside } from './offerChat.ts';
import { turnAside, type AsideProgress } from './turnAside.ts';

/** A question whose answer goes somewhere else than into the chat that is on the screen. */
export interface AsideQuestion<T> extends AsideProgress {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** What the answer has to be; sent as `jsonSchema`. Only objects whose members are all required fit. */
  readonly schema: z.ZodType<T>;
}

export interface AsideAnswer<T> {
  readonly value: T;
  /** The chat in which it was asked and answered, for "Open Chat". */
  readonly chatId: string;
}

/**
 * Asks once, without tools, in a new chat that is not shown: it stands in the history, with what it
 * cost, under the same limits as any other.
 * @returns undefined if the person ended it, or gave no key
 * @throws PlumbError with "Open Chat" if there is no such answer
 */
export type AskAside = <T>(question: AsideQuestion<T>) => Promise<AsideAnswer<T> | undefined>;

export function createAskAside(parts: {
  readonly ensureKey: () => Promise<boolean>;
  readonly createChat: () => Session;
}): AskAside {
  return async ({ text, attachments = [], schema, ...progress }) => {
    if (!(await parts.ensureKey())) return undefined;
    const session = parts.createChat();
    const sent = jsonSchemaOf(schema);
    const message = { text, attachments, options: { json: { schema: sent } } };
    await turnAside(session, message, progress);
    const answer = lastAnswer(session);
    if (answer.state === 'stopped') return undefined;
    if (answer.state === 'failed') throw failedAside(session, answer.message);
    const checked = checkAnswer(answer.text, sent);
    const value = schema.safeParse(checked.value);
    if (value.success) return { value: value.data, chatId: session.id };
    throw failedAside(session, l10n.t('The answer does not have the form that was asked for.'));
  };
}

/** Without `$schema`, which OpenAI's strict form does not know. */
function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const members = Object.entries(z.toJSONSchema(schema)).filter(([name]) => name !== '$schema');
  return JsonObjectLike.parse(Object.fromEntries(members));
}

const JsonObjectLike = z.custom<JsonObject>(isJsonObject);
