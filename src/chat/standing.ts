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
  const offers = new Map<string, readonly ServiceTool[]>();

  const read = (sources: readonly TextSource[]): void => {
    for (const source of sources) {
      all.set(keyOf(source), source);
      sinceMessage.set(keyOf(source), source);
    }
  };

  for (const event of conversationOf(events)) {
    switch (event.type) {
      case 'userMessage':
        sinceMessage = new Map();
        offerRejected = false;
        read(event.attachments.map(({ label, origin }) => sourceOf(origin ?? 'workspace', label)));
        read((event.images ?? []).map(({ name }) => sourceOf('image', name)));
        break;
      case 'toolEnded':
        read(event.sources ?? []);
        break;
      case 'instructionsLoaded':
        read(event.files.map(({ path }) => sourceOf('workspace', path)));
        break;
      case 'requestSent':
        offers.set(event.taskUUID, event.offers ?? []);
        break;
      case 'answerEnded':
        read((offers.get(event.taskUUID) ?? []).map(tool => sourceOf('web', tool)));
        break;
      case 'toolProposed':
        proposals.set(event.callId, event);
        break;
      case 'toolDecided': {
        const proposal = proposals.get(event.callId);
        if (proposal === undefined) break;
        const { shown, reasons } = proposal;
        const isChat = event.decision === 'alwaysForChat';
        if (event.decision === 'reject') {
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
        break;
      }
      case 'created':
      case 'titled':
      case 'retried':
      case 'requestResumed':
      case 'prefixBroken':
      case 'adjusted':
      case 'reasoning':
      case 'text':
      case 'sourcesFound':
      case 'serviceToolUsed':
      case 'answersOffered':
      case 'answerKept':
      case 'costSettled':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
      case 'summarised':
      case 'rewound':
      case 'editsUndone':
      case 'toolStarted':
      case 'turnEnded':
        break;
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
