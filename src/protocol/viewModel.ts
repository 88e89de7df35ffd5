import * as z from 'zod/mini';
import { ChangesView } from './changesView.ts';
import { DECISIONS, LEVELS } from '../base/accessLevel.ts';
import { ORIGINS } from '../base/textSource.ts';
import { DiffFile } from './diff.ts';

/**
 * What the panel shows, as plain data. The host owns it and sends patches (`patch.ts`); the panel
 * only draws it. Texts of the model and of files are shown as text, never as HTML.
 */

const Id = z.string().check(z.minLength(1));

const GuardedView = z.object({
  path: z.string(),
  level: z.enum(['outside', 'protected', 'ignored', 'secret']),
  reason: z.string(),
});

/** What every proposal has: why it is asked about, and what may be answered. */
const decided = {
  hash: Id,
  levels: z.array(z.enum(LEVELS)),
  /** What the model had read that could have put it up to this. */
  sources: z.array(z.object({ origin: z.enum(ORIGINS), name: z.string() })),
  guarded: z.array(GuardedView),
  warnings: z.array(z.string()),
  choices: z.array(z.enum(DECISIONS)),
};

/** What a person decides on, exactly as it will happen; `hash` binds the decision to it. */
export const ProposalView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), ...decided, files: z.array(DiffFile) }),
  z.object({
    kind: z.literal('command'),
    ...decided,
    command: z.string(),
    cwd: z.string(),
    /** After how many ms it is ended. */
    timeoutMs: z.number(),
    /** It goes on by itself until it is ended. */
    background: z.optional(z.literal(true)),
  }),
  /** Guarded files that the model would be shown. */
  z.object({ kind: z.literal('read'), ...decided }),
  /** Tools of the service that the next request would offer. */
  z.object({
    kind: z.literal('offer'),
    ...decided,
    tools: z.array(z.enum(['search', 'codeInterpreter'])),
  }),
]);
export type ProposalView = z.infer<typeof ProposalView>;

export const Action = z.object({
  label: z.string(),
  /** A command of ours, or `retry`, or `continue`. */
  command: z.string(),
  args: z.optional(z.array(z.string())),
});
export type Action = z.infer<typeof Action>;

export const Usage = z.object({
  promptTokens: z.number(),
  completionTokens: z.number(),
  cachedTokens: z.optional(z.number()),
  reasoningTokens: z.optional(z.number()),
});

export const UserItem = z.object({
  kind: z.literal('user'),
  id: Id,
  text: z.string(),
  /** What went along: `src/a.ts:3-9`. `path` is empty where it is not the text of one file. */
  attachments: z.array(z.object({ label: z.string(), path: z.string(), line: z.number() })),
  images: z.optional(
    z.array(
      z.object({
        id: Id,
        name: z.string(),
        /** A small data URI; absent for an image that the service fetches itself. */
        thumbnail: z.optional(z.string()),
        url: z.optional(z.string()),
      }),
    ),
  ),
  pinned: z.optional(z.literal(true)),
});

export const ThinkingItem = z.object({
  kind: z.literal('thinking'),
  id: Id,
  text: z.string(),
  /** Absent while it is still coming. */
  durationMs: z.optional(z.number()),
});

export const TextItem = z.object({
  kind: z.literal('text'),
  id: Id,
  /** Markdown. */
  text: z.string(),
  streaming: z.boolean(),
  /** Where in the text an answer that was cut goes on, the last time it did. */
  continuedAt: z.optional(z.number()),
});

export const ToolItem = z.object({
  kind: z.literal('tool'),
  /** The call's id within the chat. */
  id: Id,
  name: z.string(),
  /** One line: `src/a.ts:1-40`. */
  title: z.string(),
  state: z.enum(['receiving', 'waiting', 'running', 'done', 'failed', 'rejected', 'stopped']),
  /** Set once something was or is to be decided; buttons only in state `waiting`. */
  proposal: z.optional(ProposalView),
  /** The arguments as JSON text, for those who look. */
  input: z.string(),
  /** Live output, or the result. */
  output: z.string(),
  /** "3 files", "exit code 1". */
  summary: z.string(),
  durationMs: z.optional(z.number()),
});

/** The model's list of steps, as it last wrote it. */
export const PlanItem = z.object({
  kind: z.literal('plan'),
  id: Id,
  steps: z.array(z.object({ text: z.string(), state: z.enum(['open', 'inProgress', 'done']) })),
});

/** Instructions of the project that the model was given. */
export const InstructionsItem = z.object({
  kind: z.literal('instructions'),
  id: Id,
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});

/** Closes a turn: what it took. */
export const TurnItem = z.object({
  kind: z.literal('turn'),
  id: Id,
  usage: z.optional(Usage),
  costUsd: z.optional(z.number()),
  durationMs: z.number(),
  /** The message that it answers. */
  messageId: z.optional(Id),
  /** What the answer is pinned by. */
  answerId: z.optional(Id),
  pinned: z.optional(z.literal(true)),
});

/** Something that happened beside the conversation: an error, a stop, a cut answer. */
export const NoticeItem = z.object({
  kind: z.literal('notice'),
  id: Id,
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  /** The first one is what most people want. */
  actions: z.array(Action),
});

/** Several answers to one message, side by side; one is kept and the chat goes on from it. */
export const AnswersItem = z.object({
  kind: z.literal('answers'),
  id: Id,
  answers: z.array(
    z.object({
      /** Markdown. */
      text: z.string(),
      usage: z.optional(Usage),
      costUsd: z.optional(z.number()),
      /** The answer reached the limit on output tokens. */
      cut: z.boolean(),
    }),
  ),
  /** Index of the one that was kept; absent as long as one is to be chosen. */
  kept: z.optional(z.number()),
});

/** Where an answer comes from, as the service's search told. */
export const SourcesItem = z.object({
  kind: z.literal('sources'),
  id: Id,
  sources: z.array(z.object({ url: z.string(), title: z.string() })),
});

/** What stands for the messages above it in what the model is sent from here on. */
export const SummaryItem = z.object({
  kind: z.literal('summary'),
  id: Id,
  /** Markdown. */
  text: z.string(),
});

export const ChatItem = z.discriminatedUnion('kind', [
  UserItem,
  ThinkingItem,
  TextItem,
  ToolItem,
  TurnItem,
  NoticeItem,
  AnswersItem,
  SourcesItem,
  SummaryItem,
  PlanItem,
  InstructionsItem,
]);
export type ChatItem = z.infer<typeof ChatItem>;
export type ToolItem = z.infer<typeof ToolItem>;
export type UserItem = z.infer<typeof UserItem>;
export type ThinkingItem = z.infer<typeof ThinkingItem>;
export type TextItem = z.infer<typeof TextItem>;
export type TurnItem = z.infer<typeof TurnItem>;
export type NoticeItem = z.infer<typeof NoticeItem>;
export type AnswersItem = z.infer<typeof AnswersItem>;
export type SourcesItem = z.infer<typeof SourcesItem>;
export type SummaryItem = z.infer<typeof SummaryItem>;
export type PlanItem = z.infer<typeof PlanItem>;
export type InstructionsItem = z.infer<typeof InstructionsItem>;

export const MODES = ['ask', 'editsOn', 'readOnly'] as const;

export const DELIVERIES = ['stream', 'sync', 'async'] as const;

/** Most answers that one message may ask for. */
export const MOST_ANSWERS = 4;

export const Run = z.object({
  state: z.enum(['idle', 'running', 'stopping']),
  /** What the agent is doing now, in words; empty when idle. */
  label: z.string(),
  /** For how many ms it had been doing that when this was told; absent if it began just then. */
  elapsedMs: z.optional(z.number()),
  /** The item that waits for a person's decision. */
  waitsIn: z.optional(Id),
});

/** Everything of the panel beside the items; replaced field by field. */
export const PanelStatus = z.object({
  chatId: z.string(),
  title: z.string(),
  run: Run,
  model: z.string(),
  /** `detail`: context and price, in words. */
  models: z.array(z.object({ id: z.string(), label: z.string(), detail: z.optional(z.string()) })),
  thinkingLevel: z.string(),
  thinkingLevels: z.array(z.string()),
  mode: z.enum(MODES),
  /** The workspace is not trusted: the mode is `readOnly` and cannot be another. */
  restricted: z.boolean(),
  /** How the answers of this chat are delivered. */
  delivery: z.enum(DELIVERIES),
  /** Whether the service's own web search and Python are offered to the model. */
  webSearch: z.boolean(),
  codeInterpreter: z.boolean(),
  /** Whether the model takes images. */
  takesImages: z.boolean(),
  /** Names of the tools that a message can ask for. */
  toolNames: z.array(z.string()),
  key: z.enum(['missing', 'stored', 'environment']),
  /** Name of the service, shown plainly, when it is not Runware's own; else empty. */
  service: z.string(),
  /** Billed so far in this chat, in USD; absent if nothing was billed or it is unknown. */
  chatCostUsd: z.optional(z.number()),
  /** The most that answers may still cost whose bill is not known yet, in USD; 0 if there are none. */
  pendingUsd: z.number(),
  /** What this chat may cost, in USD; absent if there is no limit. */
  chatLimitUsd: z.optional(z.number()),
  /** Billed so far in the turn under way or else the last one, in USD; absent or 0 if nothing was. */
  turnCostUsd: z.optional(z.number()),
  /** Of the prompt tokens of this chat, the share from the provider's cache, 0 to 1. */
  cachedShare: z.optional(z.number()),
  /** Billed today in all windows, and what a day may cost; USD; absent if unknown or without limit. */
  dayCostUsd: z.optional(z.number()),
  dayLimitUsd: z.optional(z.number()),
  /** Prompt tokens of the next request as it would be sent now; absent or 0 if that is not known. */
  contextTokens: z.optional(z.number()),
  /** Prompt tokens that a request may hold. */
  contextLimit: z.number(),
  /** Why nothing can be added to this chat, for people; absent if it can. */
  readOnly: z.optional(z.string()),
  /** It is so because another window has the chat, which can be taken over. */
  isElsewhere: z.optional(z.literal(true)),
  /** Messages that wait for the running turn, or for its next step. */
  queued: z.optional(
    z.array(
      z.object({
        id: Id,
        text: z.string(),
        how: z.enum(['queue', 'steer']),
        /** It goes not by itself: its turn was stopped or broke off. */
        isLeft: z.optional(z.literal(true)),
      }),
    ),
  ),
  /** What is pinned in this chat: the beginning of it, and the user's message at or below which it stands. */
  pinned: z.optional(z.array(z.object({ id: Id, text: z.string() }))),
  /** What is under review, of all chats. */
  changes: ChangesView,
});
export type PanelStatus = z.infer<typeof PanelStatus>;

/** The end of the chat and no more than the panel holds (`itemsWindow.ts`). */
export const windowed = {
  /** Place of the first of `items` in the chat, counted from 0. */
  from: z.number(),
  /** Items of the whole chat. */
  total: z.number(),
  items: z.array(ChatItem),
};

export const PanelState = z.object({
  /** Number of the last patch message that this state includes. */
  seq: z.number(),
  status: PanelStatus,
  ...windowed,
});
export type PanelState = z.infer<typeof PanelState>;

/** What the panel's usage page shows; USD. */
export const UsageView = z.object({
  chat: z.object({
    billedUsd: z.number(),
    pendingUsd: z.number(),
    limitUsd: z.optional(z.number()),
  }),
  day: z.object({
    billedUsd: z.number(),
    pendingUsd: z.number(),
    limitUsd: z.optional(z.number()),
  }),
  /** Billed in the turn under way, or else the last one. */
  turnUsd: z.number(),
  /** The last days with any cost, newest first; `day` is YYYY-MM-DD in local time. */
  days: z.array(z.object({ day: z.string(), billedUsd: z.number(), requests: z.number() })),
  /** Of all input tokens of this chat, how many came from the provider's cache. */
  tokens: z.object({ prompt: z.number(), cached: z.number(), completion: z.number() }),
  /** Credit at the service, or why it is not known. */
  balance: z.union([z.object({ usd: z.number() }), z.object({ problem: z.string() })]),
});
export type UsageView = z.infer<typeof UsageView>;

/** An image of the next message, as the panel hands it over: made small, without metadata. */
export const OutgoingImage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('data'),
    name: z.string(),
    /** Base64 of the file's bytes. */
    base64: z.string(),
    /** Small data URI to show. */
    thumbnail: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('url'), name: z.string(), url: z.string() }),
]);
export type OutgoingImage = z.infer<typeof OutgoingImage>;

/** How one message is to be answered; what is absent is as the chat has it. */
export const SendOptions = z.object({
  /** 2 to 4 for answers to choose from. */
  numberResults: z.optional(z.number().check(z.minimum(1), z.maximum(MOST_ANSWERS))),
  toolChoice: z.optional(
    z.union([
      z.object({ type: z.enum(['auto', 'any', 'none']) }),
      z.object({ type: z.literal('tool'), name: z.string() }),
    ]),
  ),
});
export type SendOptions = z.infer<typeof SendOptions>;
