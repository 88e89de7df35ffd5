import * as z from 'zod/mini';
import { DECISIONS } from '../base/accessLevel.ts';
import { EditTarget } from './changesView.ts';
import { Patch } from './patch.ts';
import { answerRequests } from './requests/answer.ts';
import { Chip, composerRequests } from './requests/composer.ts';
import { conversationRequests } from './requests/conversation.ts';
import { glanceRequests } from './requests/glance.ts';
import { historyRequests } from './requests/history.ts';
import { transcriptRequests } from './requests/transcript.ts';
import {
  ChatSummary,
  DELIVERIES,
  MODES,
  OutgoingImage,
  PanelState,
  SendOptions,
  UsageView,
} from './viewModel.ts';

/** Requests of the panel, each answered once by the host. One entry here, one handler there. */
export const panelRequests = {
  ...transcriptRequests,
  ...composerRequests,
  ...conversationRequests,
  ...historyRequests,
  ...answerRequests,
  ...glanceRequests,
  /** First words of a panel that was loaded or shown again: the whole state. */
  ready: { params: z.object({}), result: PanelState },
  /** The state is drawn: from now on the panel hears what it is told once. */
  drawn: { params: z.object({}), result: z.object({}) },
  /** The keyboard is in the panel: commands act in its chat from now on. */
  focused: { params: z.object({}), result: z.object({}) },
  send: {
    params: z.object({
      text: z.string(),
      images: z.optional(z.array(OutgoingImage)),
      options: z.optional(SendOptions),
      /** The `ref`s of what goes along. */
      chips: z.optional(z.array(z.string())),
      /** What becomes of it while a turn runs: sent after it, or told to the model at its next step. */
      whenBusy: z.optional(z.enum(['queue', 'steer'])),
    }),
    result: z.object({ accepted: z.boolean() }),
  },
  stop: { params: z.object({}), result: z.object({}) },
  newChat: { params: z.object({}), result: z.object({}) },
  listChats: { params: z.object({}), result: z.object({ chats: z.array(ChatSummary) }) },
  openChat: { params: z.object({ id: z.string() }), result: z.object({}) },
  decide: {
    params: z.object({
      /** The chat and the call that were shown, and the hash of what was shown. */
      chatId: z.string(),
      callId: z.string(),
      hash: z.string(),
      decision: z.enum(DECISIONS),
    }),
    /** False if there is nothing of that hash left to decide. */
    result: z.object({ accepted: z.boolean() }),
  },
  /** Takes what the agent changed as it is, or gives back what was there before. */
  keepEdits: { params: z.object({ target: EditTarget }), result: z.object({}) },
  undoEdits: { params: z.object({ target: EditTarget }), result: z.object({}) },
  /** Shows a place in the file itself: that hunk, or the first. */
  openChange: {
    params: z.object({ uri: z.string(), hunkId: z.optional(z.string()) }),
    result: z.object({}),
  },
  /** Shows the file beside what it was. */
  openDiff: { params: z.object({ uri: z.string() }), result: z.object({}) },
  /** Goes back to before a message of the user; the host asks what is to go back. */
  restoreCheckpoint: {
    params: z.object({ chatId: z.string(), messageId: z.string() }),
    result: z.object({}),
  },
  setModel: { params: z.object({ model: z.string() }), result: z.object({}) },
  setThinkingLevel: { params: z.object({ level: z.string() }), result: z.object({}) },
  setMode: { params: z.object({ mode: z.enum(MODES) }), result: z.object({}) },
  /** Opens VS Code's own page on whether this workspace is trusted. */
  manageTrust: { params: z.object({}), result: z.object({}) },
  /** For the chat that is shown. */
  setDelivery: {
    params: z.object({ chatId: z.string(), delivery: z.enum(DELIVERIES) }),
    result: z.object({}),
  },
  setServiceTool: {
    params: z.object({ tool: z.enum(['search', 'codeInterpreter']), isOn: z.boolean() }),
    result: z.object({}),
  },
  /** Asks the service for its models; the answer comes as a change of the status. */
  refreshModels: { params: z.object({}), result: z.object({}) },
  /** An action that the host offered in a notice: which of its actions. */
  runAction: {
    params: z.object({ itemId: z.string(), index: z.number() }),
    result: z.object({}),
  },
  /** Puts a summary in the place of the messages so far. */
  summarise: { params: z.object({ chatId: z.string() }), result: z.object({}) },
  /** Keeps one of several answers. */
  keepAnswer: {
    params: z.object({ chatId: z.string(), itemId: z.string(), index: z.number() }),
    result: z.object({}),
  },
  /** Lets a person pick image files; the panel makes them small and sends them with a message. */
  pickImages: {
    params: z.object({}),
    result: z.object({ files: z.array(z.object({ name: z.string(), base64: z.string() })) }),
  },
  /** The bytes of a file that was dropped by its address: a file of the workspace. */
  readImage: {
    params: z.object({ uri: z.string() }),
    result: z.object({ name: z.string(), base64: z.string() }),
  },
  usage: { params: z.object({}), result: UsageView },
  setApiKey: { params: z.object({}), result: z.object({}) },
  insertAtCursor: { params: z.object({ text: z.string() }), result: z.object({}) },
  newFile: {
    params: z.object({ text: z.string(), language: z.string() }),
    result: z.object({}),
  },
  /** http(s) only; the host shows the whole address before it opens. */
  openLink: { params: z.object({ href: z.string() }), result: z.object({}) },
  openFile: {
    params: z.object({ path: z.string(), line: z.optional(z.number()) }),
    result: z.object({}),
  },
} as const;

export type PanelRequests = typeof panelRequests;
export type RequestName = keyof PanelRequests;
export type Params<Name extends RequestName> = z.infer<PanelRequests[Name]['params']>;
export type Result<Name extends RequestName> = z.infer<PanelRequests[Name]['result']>;

/** Told by the host to the panel, without an answer. */
export const hostEvents = {
  /** At most one a frame. A gap in `seq` means that the panel asks for the whole state anew. */
  patches: z.object({ seq: z.number(), patches: z.array(Patch) }),
  /** Puts the keyboard into the composer; `text` replaces an empty draft. */
  focusComposer: z.object({ text: z.optional(z.string()) }),
  /** Opens the list of chats. */
  showHistory: z.object({}),
  /** Opens the usage page. */
  showUsage: z.object({}),
  /** Opens the search of the chat that is shown. */
  findInChat: z.object({}),
  /** The current file or selection, as it would go along; absent if there is none. */
  currentChip: z.object({ chip: z.optional(Chip) }),
  /** Adds to what goes along with the message that is being written. */
  addChips: z.object({ chips: z.array(Chip) }),
  /** Adds image files to the message that is being written. */
  addImages: z.object({ files: z.array(z.object({ name: z.string(), base64: z.string() })) }),
} as const;

export type HostEvents = typeof hostEvents;
export type EventName = keyof HostEvents;
export type EventBody<Name extends EventName> = z.infer<HostEvents[Name]>;

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
