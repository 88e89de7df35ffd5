import * as z from 'zod/mini';

/**
 * What the panel shows, as plain data. The host owns it and sends patches (`patch.ts`); the panel
 * only draws it. Texts of the model and of files are shown as text, never as HTML.
 */

const Id = z.string().check(z.minLength(1));

export const DiffLine = z.object({
  kind: z.enum(['context', 'added', 'removed']),
  text: z.string(),
});

export const DiffFile = z.object({
  path: z.string(),
  change: z.enum(['create', 'update', 'delete', 'move']),
  newPath: z.optional(z.string()),
  added: z.number(),
  removed: z.number(),
  hunks: z.array(
    z.object({ oldStart: z.number(), newStart: z.number(), lines: z.array(DiffLine) }),
  ),
});
export type DiffFile = z.infer<typeof DiffFile>;

/** What a person decides on, exactly as it will happen; `hash` binds the decision to it. */
export const ProposalView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), hash: Id, files: z.array(DiffFile) }),
  z.object({
    kind: z.literal('command'),
    hash: Id,
    command: z.string(),
    cwd: z.string(),
    /** After how many ms it is ended. */
    timeoutMs: z.number(),
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
  /** What went along: `src/a.ts:3-9`. */
  attachments: z.array(z.object({ label: z.string(), path: z.string(), line: z.number() })),
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

/** Closes a turn: what it took. */
export const TurnItem = z.object({
  kind: z.literal('turn'),
  id: Id,
  usage: z.optional(Usage),
  costUsd: z.optional(z.number()),
  durationMs: z.number(),
});

/** Something that happened beside the conversation: an error, a stop, a cut answer. */
export const NoticeItem = z.object({
  kind: z.literal('notice'),
  id: Id,
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  action: z.optional(Action),
});

export const ChatItem = z.discriminatedUnion('kind', [
  UserItem,
  ThinkingItem,
  TextItem,
  ToolItem,
  TurnItem,
  NoticeItem,
]);
export type ChatItem = z.infer<typeof ChatItem>;
export type ToolItem = z.infer<typeof ToolItem>;
export type UserItem = z.infer<typeof UserItem>;
export type ThinkingItem = z.infer<typeof ThinkingItem>;
export type TextItem = z.infer<typeof TextItem>;
export type TurnItem = z.infer<typeof TurnItem>;
export type NoticeItem = z.infer<typeof NoticeItem>;

export const MODES = ['ask', 'editsOn', 'readOnly'] as const;

export const Run = z.object({
  state: z.enum(['idle', 'running', 'stopping']),
  /** What the agent is doing now, in words; empty when idle. */
  label: z.string(),
});

/** Everything of the panel beside the items; replaced field by field. */
export const PanelStatus = z.object({
  chatId: z.string(),
  title: z.string(),
  run: Run,
  model: z.string(),
  models: z.array(z.object({ id: z.string(), label: z.string() })),
  thinkingLevel: z.string(),
  thinkingLevels: z.array(z.string()),
  mode: z.enum(MODES),
  key: z.enum(['missing', 'stored', 'environment']),
  /** Name of the service, shown plainly, when it is not Runware's own; else empty. */
  service: z.string(),
  /** Billed so far in this chat, in USD; absent if nothing was billed or it is unknown. */
  chatCostUsd: z.optional(z.number()),
  /** Prompt tokens of the last request; absent before the first answer. */
  contextTokens: z.optional(z.number()),
  /** Prompt tokens that a request may hold. */
  contextLimit: z.number(),
});
export type PanelStatus = z.infer<typeof PanelStatus>;

export const PanelState = z.object({
  /** Number of the last patch message that this state includes. */
  seq: z.number(),
  status: PanelStatus,
  items: z.array(ChatItem),
});
export type PanelState = z.infer<typeof PanelState>;

export const ChatSummary = z.object({
  id: Id,
  title: z.string(),
  /** ms since 1970. */
  updatedAt: z.number(),
});
export type ChatSummary = z.infer<typeof ChatSummary>;
