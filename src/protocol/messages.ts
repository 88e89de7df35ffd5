import * as z from 'zod/mini';
import { DECISIONS } from '../base/accessLevel.ts';
import { once } from '../base/once.ts';
import { EditTarget } from './changesView.ts';
import { nothing } from './nothing.ts';
import { Patch } from './patch.ts';
import { answerRequests } from './requests/answer.ts';
import { Chip, composerRequests } from './requests/composer.ts';
import { conversationRequests } from './requests/conversation.ts';
import { glanceRequests } from './requests/glance.ts';
import { historyRequests } from './requests/history.ts';
import { transcriptRequests } from './requests/transcript.ts';
import { DELIVERIES, MODES, PanelState, UsageView } from './viewModel.ts';

/**
 * Requests of the panel, each answered once by the host. One entry here, one handler there. A schema
 * is built when it is first needed: a panel that opens needs few of them.
 */
export const panelRequests = {
  ...transcriptRequests,
  ...composerRequests,
  ...conversationRequests,
  ...historyRequests,
  ...answerRequests,
  ...glanceRequests,
  /** First words of a panel that was loaded or shown again: the whole state. */
  ready: { params: nothing, result: once(() => PanelState) },
  /** The state is drawn: from now on the panel hears what it is told once. */
  drawn: { params: nothing, result: nothing },
  /** The keyboard is in the panel: commands act in its chat from now on. */
  focused: { params: nothing, result: nothing },
  stop: { params: nothing, result: nothing },
  newChat: { params: nothing, result: nothing },
  openChat: { params: once(() => z.object({ id: z.string() })), result: nothing },
  decide: {
    params: once(() =>
      z.object({
        /** The chat and the call that were shown, and the hash of what was shown. */
        chatId: z.string(),
        callId: z.string(),
        hash: z.string(),
        decision: z.enum(DECISIONS),
      }),
    ),
    /** False if there is nothing of that hash left to decide. */
    result: once(() => z.object({ accepted: z.boolean() })),
  },
  /** Takes what the agent changed as it is, or gives back what was there before. */
  keepEdits: {
    params: once(() => z.object({ target: EditTarget })),
    result: nothing,
  },
  undoEdits: {
    params: once(() => z.object({ target: EditTarget })),
    result: nothing,
  },
  /** Shows a place in the file itself: that hunk, or the first. */
  openChange: {
    params: once(() => z.object({ uri: z.string(), hunkId: z.optional(z.string()) })),
    result: nothing,
  },
  /** Shows the file beside what it was. */
  openDiff: { params: once(() => z.object({ uri: z.string() })), result: nothing },
  /** Goes back to before a message of the user; the host asks what is to go back. */
  restoreCheckpoint: {
    params: once(() => z.object({ chatId: z.string(), messageId: z.string() })),
    result: nothing,
  },
  setModel: {
    params: once(() => z.object({ model: z.string() })),
    result: nothing,
  },
  setThinkingLevel: {
    params: once(() => z.object({ level: z.string() })),
    result: nothing,
  },
  setMode: {
    params: once(() => z.object({ mode: z.enum(MODES) })),
    result: nothing,
  },
  /** Opens VS Code's own page on whether this workspace is trusted. */
  manageTrust: { params: nothing, result: nothing },
  /** For the chat that is shown. */
  setDelivery: {
    params: once(() => z.object({ chatId: z.string(), delivery: z.enum(DELIVERIES) })),
    result: nothing,
  },
  setServiceTool: {
    params: once(() =>
      z.object({ tool: z.enum(['search', 'codeInterpreter']), isOn: z.boolean() }),
    ),
    result: nothing,
  },
  /** Asks the service for its models; the answer comes as a change of the status. */
  refreshModels: { params: nothing, result: nothing },
  /** An action that the host offered in a notice: which of its actions. */
  runAction: {
    params: once(() => z.object({ itemId: z.string(), index: z.number() })),
    result: nothing,
  },
  /** Puts a summary in the place of the messages so far. */
  summarise: {
    params: once(() => z.object({ chatId: z.string() })),
    result: nothing,
  },
  /** Keeps one of several answers. */
  keepAnswer: {
    params: once(() => z.object({ chatId: z.string(), itemId: z.string(), index: z.number() })),
    result: nothing,
  },
  /** Lets a person pick image files; the panel makes them small and sends them with a message. */
  pickImages: {
    params: nothing,
    result: once(() =>
      z.object({ files: z.array(z.object({ name: z.string(), base64: z.string() })) }),
    ),
  },
  /** The bytes of a file that was dropped by its address: a file of the workspace. */
  readImage: {
    params: once(() => z.object({ uri: z.string() })),
    result: once(() => z.object({ name: z.string(), base64: z.string() })),
  },
  usage: { params: nothing, result: once(() => UsageView) },
  setApiKey: { params: nothing, result: nothing },
  insertAtCursor: {
    params: once(() => z.object({ text: z.string() })),
    result: nothing,
  },
  newFile: {
    params: once(() => z.object({ text: z.string(), language: z.string() })),
    result: nothing,
  },
  /** http(s) only; the host shows the whole address before it opens. */
  openLink: {
    params: once(() => z.object({ href: z.string() })),
    result: nothing,
  },
  openFile: {
    params: once(() => z.object({ path: z.string(), line: z.optional(z.number()) })),
    result: nothing,
  },
} as const;

export type PanelRequests = typeof panelRequests;
export type RequestName = keyof PanelRequests;
export type Params<Name extends RequestName> = z.infer<ReturnType<PanelRequests[Name]['params']>>;
export type Result<Name extends RequestName> = z.infer<ReturnType<PanelRequests[Name]['result']>>;

/** Told by the host to the panel, without an answer. */
export const hostEvents = {
  /** At most one a frame. A gap in `seq` means that the panel asks for the whole state anew. */
  patches: once(() => z.object({ seq: z.number(), patches: z.array(Patch) })),
  /** Puts the keyboard into the composer; `text` replaces an empty draft. */
  focusComposer: once(() => z.object({ text: z.optional(z.string()) })),
  /** Opens the list of chats. */
  showHistory: nothing,
  /** Opens the usage page. */
  showUsage: nothing,
  /** Opens the search of the chat that is shown. */
  findInChat: nothing,
  /** The current file or selection, as it would go along; absent if there is none. */
  currentChip: once(() => z.object({ chip: z.optional(Chip) })),
  /** Adds to what goes along with the message that is being written. */
  addChips: once(() => z.object({ chips: z.array(Chip) })),
  /** Adds image files to the message that is being written. */
  addImages: once(() =>
    z.object({ files: z.array(z.object({ name: z.string(), base64: z.string() })) }),
  ),
} as const;

export type HostEvents = typeof hostEvents;
export type EventName = keyof HostEvents;
export type EventBody<Name extends EventName> = z.infer<ReturnType<HostEvents[Name]>>;

/** The envelopes; what is in `params`, `result` and `body` is checked by the tables above. */
export const PanelToHost = z.object({
  kind: z.literal('request'),
  id: z.number(),
  name: z.string(),
  params: z.unknown(),
});

export const HostToPanel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), id: z.number(), result: z.unknown() }),
  /** `message` is for people. */
  z.object({ kind: z.literal('failure'), id: z.number(), message: z.string() }),
  z.object({ kind: z.literal('event'), name: z.string(), body: z.unknown() }),
]);
