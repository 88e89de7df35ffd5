import type { ToolChoice } from '../api/modelClient.ts';
import { encodeRef, type ChipRef } from './attachments/chipRef.ts';
import type { Attachments } from './attachments/createAttachments.ts';
import type { ChatPage } from './chatPage.ts';
import type { Session } from '../chat/session.ts';

/** A question that a person asks from somewhere in the editor. */
export interface EditorQuestion {
  readonly text: string;
  /** What goes along, read at this moment, by the guards that hold for chips. */
  readonly about: readonly ChipRef[];
  /** How the first answer has to go about it, where the model may change anything. */
  readonly toolChoice?: ToolChoice | undefined;
}

/**
 * Asks in the chat that a person used last, and shows it; while a turn runs there the question waits
 * for its end. Does nothing if there is no key and none is given.
 * @throws PlumbError if something cannot go along, or the chat takes no message
 */
export type AskInChat = (question: EditorQuestion) => Promise<void>;

/** As much of `Surfaces` as is used. */
interface ActiveSurface {
  readonly active: {
    readonly page: Pick<ChatPage, 'reveal'>;
    readonly controller: { readonly session: Pick<Session, 'send'> };
    ensureKey(): Promise<boolean>;
  };
}

export function createAskInChat(
  surfaces: ActiveSurface,
  attachments: Pick<Attachments, 'read' | 'sent'>,
  mayEdit: () => boolean,
): AskInChat {
  return async ({ text, about, toolChoice }) => {
    // What is guarded is asked about first, where the person still sees it.
    const refs = about.map(encodeRef);
    const attached = await attachments.read(refs);
    const surface = surfaces.active;
    await surface.page.reveal();
    if (!(await surface.ensureKey())) return;
    const options = toolChoice === undefined || !mayEdit() ? {} : { toolChoice };
    await surface.controller.session.send({ text, attachments: attached, options }, 'queue');
    await attachments.sent(refs);
  };
}
