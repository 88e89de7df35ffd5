import * as z from 'zod';
import {
  DELIVERY_METHODS,
  SERVICE_TOOLS,
  THINKING_LEVELS,
  type ToolChoice,
} from '../api/modelClient.ts';
import { LEVELS } from '../base/accessLevel.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { ORIGINS } from '../base/textSource.ts';

/** The values that events of a chat carry. */

/** What is inside came out of JSON.parse, so it is JSON all the way down. */
const Arguments = z.custom<JsonObject>(isJsonObject);

export const ReceivedToolCall = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), id: z.string(), name: z.string(), input: Arguments }),
  z.object({
    valid: z.literal(false),
    id: z.string(),
    name: z.string(),
    raw: z.string(),
    reason: z.string(),
  }),
]);

export const TokenUsage = z.object({
  promptTokens: z.number(),
  completionTokens: z.number(),
  cachedTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
});

/** Where a text came from (`base/textSource.ts`). */
export const TextSource = z.object({ origin: z.enum(ORIGINS), name: z.string() });

/** Text that went along with a message. */
export const Attachment = z.object({
  /** `src/a.ts:3-9` */
  label: z.string(),
  /** Empty where it is not the text of one file. */
  path: z.string(),
  /** First line, from 1. */
  line: z.number(),
  language: z.string(),
  text: z.string(),
  /** Absent: a file of the workspace. */
  origin: z.enum(ORIGINS).optional(),
  /** What it was read from, for the host to read it anew; opaque here. */
  ref: z.string().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** An image that went along with a message; its bytes are in the image store, under `id`. */
export const MessageImage = z.object({
  /** SHA-256 of the bytes, in hex; of the address for an image by URL. */
  id: z.string(),
  name: z.string(),
  /** `image/png`; empty for an image by URL. */
  mediaType: z.string(),
  /** The address, for an image that the service fetches itself. */
  url: z.string().optional(),
  /** Small data URI for the panel. */
  thumbnail: z.string().optional(),
});
export type MessageImage = z.infer<typeof MessageImage>;

const ToolChoiceSchema: z.ZodType<ToolChoice> = z.union([
  z.object({ type: z.enum(['auto', 'any', 'none']) }),
  z.object({ type: z.literal('tool'), name: z.string() }),
]);

/** How a message is to be answered, where it differs from a plain streamed answer. */
export const MessageOptions = z.object({
  delivery: z.enum(DELIVERY_METHODS).optional(),
  /** 2 to 4 answers to choose from. */
  numberResults: z.int().min(1).max(4).optional(),
  /** For the whole turn, in place of the level of the settings. */
  thinkingLevel: z.enum(THINKING_LEVELS).optional(),
  /** For the first request of the turn. */
  toolChoice: ToolChoiceSchema.optional(),
  /** The answer is to be JSON that fits this schema. */
  json: z.object({ schema: z.union([Arguments, z.string()]) }).optional(),
});
export type MessageOptions = z.infer<typeof MessageOptions>;

export const Source = z.object({ url: z.string(), title: z.string() });

/** One of several answers to the same message. */
export const OfferedAnswer = z.object({
  text: z.string(),
  finishReason: z.string(),
  usage: TokenUsage.optional(),
  costUsd: z.number().optional(),
});

/** What a chat was about, in place of the messages that it stands for. */
export const ConversationSummary = z.object({
  goal: z.string(),
  done: z.array(z.string()),
  decisions: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), note: z.string() })),
  open: z.array(z.string()),
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

const DiffFile = z.object({
  path: z.string(),
  change: z.enum(['create', 'update', 'delete', 'move']),
  newPath: z.string().optional(),
  added: z.number(),
  removed: z.number(),
  hunks: z.array(
    z.object({
      oldStart: z.number(),
      newStart: z.number(),
      lines: z.array(z.object({ kind: z.enum(['context', 'added', 'removed']), text: z.string() })),
    }),
  ),
});

/** What was shown of a proposal, exactly. */
export const ShownProposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), files: z.array(DiffFile) }),
  z.object({
    kind: z.literal('command'),
    command: z.string(),
    cwd: z.string(),
    timeoutMs: z.number(),
    background: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('read'),
    files: z.array(
      z.object({
        path: z.string(),
        uri: z.string(),
        level: z.enum(['outside', 'protected', 'ignored', 'secret']),
        reason: z.string(),
      }),
    ),
  }),
  /** Tools of the service that would be offered: what the model asks of them leaves the machine. */
  z.object({ kind: z.literal('offer'), tools: z.array(z.enum(SERVICE_TOOLS)) }),
]);
export type ShownProposal = z.infer<typeof ShownProposal>;

/** Why a person is asked, or was not; shown with the proposal and hashed with it. */
export const Reasons = z.object({
  levels: z.array(z.enum(LEVELS)),
  /** What the model had read that could have put it up to this. */
  sources: z.array(TextSource),
  /** The files that are no plain edit. */
  guarded: z.array(
    z.object({
      path: z.string(),
      level: z.enum(['outside', 'protected', 'ignored', 'secret']),
      reason: z.string(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type Reasons = z.infer<typeof Reasons>;

export const ErrorAction = z.object({
  label: z.string(),
  command: z.string(),
  args: z.array(z.string()).optional(),
});
