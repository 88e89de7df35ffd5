import type { ServiceTool } from '../api/modelClient.ts';
import type { Origin, TextSource } from '../base/textSource.ts';
import { conversationOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { isUntrusted } from './policy.ts';

/** What a chat's model has read, and what a person has let pass; told from the events alone. */
export interface Standing {
  /** Since the user's last message, each once. */
  readonly sinceMessage: readonly TextSource[];
  /** Untrusted text that nobody has let pass for edits. */
  readonly newForEdits: readonly TextSource[];
  /** Text not of the user that nobody has let pass for what leaves the machine. */
  readonly newForNetwork: readonly TextSource[];
  /** URIs of guarded files that may be shown in this chat. */
  readonly readable: ReadonlySet<string>;
  /** "Always for this chat" was said to an edit. */
  readonly editsGranted: boolean;
  /** Offering the service's tools was rejected since the user's last message. */
  readonly offerRejected: boolean;
}

type Proposed = Extract<ChatEvent, { type: 'toolProposed' }>;

/** Pure fold; what was taken back of a chat is not part of it. */
export function standingOf(events: readonly ChatEvent[]): Standing {
  const all = new Map<string, TextSource>();
  let sinceMessage = new Map<string, TextSource>();
  const passedEdits = new Set<string>();
  const passedNetwork = new Set<string>();
  const readable = new Set<string>();
  const proposals = new Map<string, Proposed>();
  let editsGranted = false;
  let offerRejected = false;
  const offersOf = new Map<string, readonly ServiceTool[]>();
  let offers: readonly ServiceTool[] = [];

  const read = (sources: readonly TextSource[]): void => {
    for (const source of sources) {
      all.set(keyOf(source), source);
      sinceMessage.set(keyOf(source), source);
    }
  };

  const decided = ({ callId, decision }: Extract<ChatEvent, { type: 'toolDecided' }>): void => {
    const proposal = proposals.get(callId);
    if (proposal === undefined) return;
    const { shown, reasons } = proposal;
    const isChat = decision === 'alwaysForChat';
    if (decision === 'reject') {
      offerRejected ||= shown.kind === 'offer';
    } else if (shown.kind === 'edit' && isChat) {
      editsGranted = true;
      for (const { origin } of reasons?.sources ?? []) passedEdits.add(origin);
    } else if (shown.kind === 'read' && isChat) {
      for (const { uri } of shown.files) readable.add(uri);
    } else if (shown.kind === 'offer') {
      for (const source of reasons?.sources ?? []) {
        passedNetwork.add(networkKey(source));
        if (isChat && source.origin !== 'secret') passedNetwork.add(source.origin);
      }
    }
  };

  for (const event of conversationOf(events)) {
    if (event.type === 'userMessage') {
      sinceMessage = new Map();
      offerRejected = false;
      read(event.attachments.map(({ label, origin }) => sourceOf(origin ?? 'workspace', label)));
      read((event.images ?? []).map(({ name }) => sourceOf('image', name)));
    } else if (event.type === 'imported') {
      // Whoever wrote the file also wrote where its texts came from.
      read([sourceOf('outside', 'imported chat')]);
    } else if (event.type === 'requestSent') {
      offers = event.offers ?? [];
      offersOf.set(event.taskUUID, offers);
    } else if (event.type === 'requestResumed') {
      offers = offersOf.get(event.taskUUID) ?? [];
    } else if (event.type === 'text' || event.type === 'answerEnded') {
      // An answer that breaks off has no end, yet its text stays in the conversation.
      read(offers.map(tool => sourceOf('web', tool)));
    } else if (event.type === 'toolEnded') {
      read(event.sources ?? []);
    } else if (event.type === 'instructionsLoaded') {
      read(event.files.map(({ path }) => sourceOf('workspace', path)));
    } else if (event.type === 'toolProposed') {
      proposals.set(event.callId, event);
    } else if (event.type === 'toolDecided') {
      decided(event);
    } else if (event.type === 'branched') {
      // Allowed for the other chat. What was read there was read all the same.
      passedEdits.clear();
      passedNetwork.clear();
      readable.clear();
      editsGranted = false;
    }
  }

  const sources = [...all.values()];
  return {
    sinceMessage: [...sinceMessage.values()],
    newForEdits: sources.filter(({ origin }) => isUntrusted(origin) && !passedEdits.has(origin)),
    newForNetwork: sources.filter(
      source => !passedNetwork.has(networkKey(source)) && !passedNetwork.has(source.origin),
    ),
    readable,
    editsGranted,
    offerRejected,
  };
}

function sourceOf(origin: Origin, name: string): TextSource {
  return { origin, name };
}

function keyOf({ origin, name }: TextSource): string {
  return `${origin} ${name}`;
}

/** Plain files of the workspace are let pass together: asking at each one would teach to click. */
function networkKey(source: TextSource): string {
  return source.origin === 'workspace' ? 'workspace' : keyOf(source);
}
