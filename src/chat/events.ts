import * as z from 'zod';
import { DECISIONS } from '../base/accessLevel.ts';
import { DELIVERY_METHODS, SERVICE_TOOLS, THINKING_LEVELS } from '../api/modelClient.ts';
import {
  Attachment,
  ConversationSummary,
  ErrorAction,
  MessageImage,
  MessageOptions,
  OfferedAnswer,
  Reasons,
  ReceivedToolCall,
  ShownProposal,
  Source,
  TextSource,
  TokenUsage,
} from './eventParts.ts';

/**
 * What happens in a chat, as it is logged: one JSON line an event. The log is the only truth; the
 * messages for the model (`transcript.ts`) and what the panel shows are folds over it, the same for
 * a live chat and for one that was read back. `at` is ms since 1970.
 */

/** What a request or a turn is for, where it is no part of the conversation itself. */
const Purpose = z.literal('summary');
export type Purpose = z.infer<typeof Purpose>;

export const ChatEvent = z.discriminatedUnion('type', [
  /**
   * Always the first line. `schema` grows when an older Plumb could misread the log: 3 since a chat
   * can be rewound, 4 since messages can be replaced and deleted and a chat be a branch. A chat of an older schema gets a second such line before anything is added to
   * it, for a Plumb that does not know the number takes a log for newer wherever the line stands.
   */
  z.object({
    type: z.literal('created'),
    at: z.number(),
    schema: z.literal([1, 2, 3, 4]),
    id: z.string(),
  }),
  /** `by`: a person named it so; that name is kept beside the logs and told when the chat is read. */
  z.object({
    type: z.literal('titled'),
    title: z.string(),
    by: z.literal('person').optional(),
  }),
  /** What follows came out of a file: written by anyone, and nothing in it was allowed or paid here. */
  z.object({ type: z.literal('imported'), at: z.number() }),
  z.object({
    type: z.literal('userMessage'),
    at: z.number(),
    id: z.string(),
    text: z.string(),
    attachments: z.array(Attachment).readonly(),
    images: z.array(MessageImage).readonly().optional(),
    options: MessageOptions.optional(),
    /**
     * Sent in place of this earlier message: that one and all that followed are no longer part of
     * the conversation, as after `rewound`. One line for both, so that no crash comes in between.
     */
    replaces: z.string().optional(),
    /** Joined the turn that was running. */
    steers: z.literal(true).optional(),
    /**
     * Asks the model to go on with the text before it, which was cut; nobody wrote it, and both
     * texts are read as one. An older Plumb shows it as any message.
     */
    continues: z.literal(true).optional(),
  }),
  /**
   * Waits until the running turn ends, or until its next request (`steer`). The `userMessage` of the
   * same id takes it out of the queue; a second such event changes how it waits.
   */
  z.object({
    type: z.literal('messageQueued'),
    at: z.number(),
    id: z.string(),
    how: z.enum(['queue', 'steer']),
    text: z.string(),
    attachments: z.array(Attachment).readonly(),
    images: z.array(MessageImage).readonly().optional(),
    options: MessageOptions.optional(),
  }),
  /** The message that waited is not sent. */
  z.object({ type: z.literal('queueRemoved'), at: z.number(), id: z.string() }),
  /**
   * The last turn did not come to its end and is taken up again where its last whole step ended.
   * What its broken answer had said so far is no longer part of the conversation with the model.
   */
  z.object({ type: z.literal('retried'), at: z.number() }),
  /** Written before the request is sent (invariant 7). */
  z.object({
    type: z.literal('requestSent'),
    at: z.number(),
    taskUUID: z.string(),
    model: z.string(),
    thinkingLevel: z.enum(THINKING_LEVELS).optional(),
    delivery: z.enum(DELIVERY_METHODS).optional(),
    /** The most that it can cost, in USD; absent if the price is not known. */
    boundUsd: z.number().optional(),
    /** Tells whether the provider's cache can serve: model, system prompt and tools, hashed. */
    prefix: z.string().optional(),
    /** Tools of the service that it offers: what comes back may hold text of the web. */
    offers: z.array(z.enum(SERVICE_TOOLS)).readonly().optional(),
    purpose: Purpose.optional(),
  }),
  /** The answer of this earlier request is asked for again by its id; what comes goes on with it. */
  z.object({ type: z.literal('requestResumed'), at: z.number(), taskUUID: z.string() }),
  /** The prompt cache cannot serve what it served before (invariant 8). */
  z.object({
    type: z.literal('prefixBroken'),
    at: z.number(),
    reason: z.enum(['model', 'tools', 'instructions', 'summary', 'rewound', 'deleted']),
    /** Prompt tokens that are paid in full once more. */
    tokens: z.number(),
    /** What that costs more than cached, in USD; absent if the price is not known. */
    extraUsd: z.number().optional(),
  }),
  /** A request had to be changed to be taken; the message is for people. */
  z.object({ type: z.literal('adjusted'), at: z.number(), message: z.string() }),
  z.object({ type: z.literal('reasoning'), at: z.number(), text: z.string() }),
  z.object({ type: z.literal('text'), at: z.number(), text: z.string() }),
  z.object({
    type: z.literal('answerEnded'),
    at: z.number(),
    taskUUID: z.string(),
    toolCalls: z.array(ReceivedToolCall).readonly(),
    /** `stopped` by the user; the rest as in `ModelAnswer`. */
    finishReason: z.enum([
      'stop',
      'length',
      'content_filter',
      'tool_calls',
      'unknown',
      'truncated',
      'stopped',
    ]),
    usage: TokenUsage.optional(),
    costUsd: z.number().optional(),
    /** It was stopped in the middle of a call, so its text had come to its end. */
    inCall: z.literal(true).optional(),
  }),
  z.object({
    type: z.literal('sourcesFound'),
    at: z.number(),
    taskUUID: z.string(),
    sources: z.array(Source).readonly(),
  }),
  z.object({
    type: z.literal('serviceToolUsed'),
    at: z.number(),
    taskUUID: z.string(),
    use: z.object({
      id: z.string(),
      tool: z.enum(SERVICE_TOOLS),
      input: z.string(),
      output: z.string(),
    }),
  }),
  /** Several answers to choose from; the model is sent none of them before one is kept. */
  z.object({
    type: z.literal('answersOffered'),
    at: z.number(),
    taskUUID: z.string(),
    answers: z.array(OfferedAnswer).readonly(),
  }),
  z.object({
    type: z.literal('answerKept'),
    at: z.number(),
    taskUUID: z.string(),
    index: z.int().nonnegative(),
  }),
  /** What an answer cost that came without its bill; 0 if it was not billed. */
  z.object({
    type: z.literal('costSettled'),
    at: z.number(),
    taskUUID: z.string(),
    costUsd: z.number(),
  }),
  /** A person allowed this chat more than the setting does, by this much (USD). */
  z.object({ type: z.literal('budgetRaised'), at: z.number(), usd: z.number() }),
  /** A person allowed this chat prompts beyond the setting, up to so many tokens. */
  z.object({ type: z.literal('contextRaised'), at: z.number(), tokens: z.number() }),
  /** The image is sent by this UUID from now on; without one by its bytes again. */
  z.object({
    type: z.literal('imageUploaded'),
    at: z.number(),
    imageId: z.string(),
    mediaUUID: z.string().optional(),
  }),
  /** Stands for all messages before it (invariant 8: a break); the log keeps them. */
  z.object({ type: z.literal('summarised'), at: z.number(), summary: ConversationSummary }),
  /**
   * The conversation goes on from before this user message; the log keeps what was said since, and
   * it stays paid. A break (invariant 8).
   */
  z.object({ type: z.literal('rewound'), at: z.number(), messageId: z.string() }),
  /**
   * This user message and what followed, up to the next one, are no longer part of the conversation,
   * until they are restored. Both are breaks (invariant 8).
   */
  z.object({ type: z.literal('messageDeleted'), at: z.number(), messageId: z.string() }),
  z.object({ type: z.literal('messageRestored'), at: z.number(), messageId: z.string() }),
  /** A message, or the answer of a request, whose text is kept beside a summary. */
  z.object({
    type: z.literal('pinned'),
    at: z.number(),
    /** Of a user message, or the `taskUUID` of an answer. */
    id: z.string(),
    isPinned: z.boolean(),
  }),
  /**
   * All before it was copied from another chat, which paid for it and asks for what it lost. What a
   * person allowed there for the chat does not hold here.
   */
  z.object({ type: z.literal('branched'), at: z.number(), chatId: z.string() }),
  /** A person took these edits of the model back; noted before the request that tells the model. */
  z.object({
    type: z.literal('editsUndone'),
    at: z.number(),
    edits: z
      .array(z.object({ path: z.string(), line: z.number(), rows: z.array(z.string()) }))
      .readonly(),
  }),
  z.object({
    type: z.literal('toolProposed'),
    at: z.number(),
    callId: z.string(),
    /** SHA-256 over the canonical JSON of the whole proposal. */
    hash: z.string(),
    shown: ShownProposal,
    /** False where the policy allowed it without asking. */
    asks: z.boolean(),
    reasons: Reasons.optional(),
    /** What was offered to answer; absent in a log of an older Plumb. */
    choices: z.array(z.enum(DECISIONS)).optional(),
  }),
  z.object({
    type: z.literal('toolDecided'),
    at: z.number(),
    callId: z.string(),
    decision: z.enum(DECISIONS),
  }),
  z.object({
    type: z.literal('toolStarted'),
    at: z.number(),
    callId: z.string(),
    title: z.string(),
  }),
  z.object({
    type: z.literal('toolEnded'),
    at: z.number(),
    callId: z.string(),
    state: z.enum(['done', 'failed', 'rejected', 'stopped']),
    /** What the model is told. */
    content: z.string(),
    summary: z.string(),
    durationMs: z.number(),
    /** Where the text in it came from. */
    sources: z.array(TextSource).readonly().optional(),
    /** Images that it brings into the conversation, in the order in which `content` numbers them. */
    images: z.array(MessageImage).readonly().optional(),
  }),
  /**
   * Instructions of the project that the model is given from here on: workspace text like any
   * other. A file that changed is given again. Texts have hidden characters made visible.
   */
  z.object({
    type: z.literal('instructionsLoaded'),
    at: z.number(),
    files: z.array(z.object({ path: z.string(), text: z.string(), hash: z.string() })).readonly(),
  }),
  z.object({
    type: z.literal('turnEnded'),
    at: z.number(),
    /** `interrupted`: the editor went away in the middle; written when the chat is read back. */
    reason: z.enum([
      'done',
      'stopped',
      'failed',
      'stepLimit',
      'truncated',
      'length',
      'interrupted',
      'budget',
      'contextFull',
    ]),
    error: z
      .object({
        message: z.string(),
        action: ErrorAction.optional(),
        /** What else may be done about it. */
        moreActions: z.array(ErrorAction).optional(),
      })
      .optional(),
    purpose: Purpose.optional(),
  }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

/** Seen on the screen only; what stays of it is in a later `ChatEvent`. */
export type LiveEvent =
  | {
      readonly type: 'receivingCall';
      readonly callId: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  | { readonly type: 'toolOutput'; readonly callId: string; readonly text: string }
  | { readonly type: 'waiting'; readonly reason: string; readonly delayMs: number };

const LIVE: ReadonlySet<string> = new Set<LiveEvent['type']>([
  'receivingCall',
  'toolOutput',
  'waiting',
]);

export function isLive(event: ChatEvent | LiveEvent): event is LiveEvent {
  return LIVE.has(event.type);
}
