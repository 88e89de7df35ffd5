import type { Attachments } from '../attachments/createAttachments.ts';
import { encodeRef, type ChipRef } from '../attachments/chipRef.ts';
import type { AskInChat } from '../askInChat.ts';
import { readSettings } from '../settings.ts';
import type { Explanations } from './explanations.ts';
import { refOfTarget, type Target } from './target.ts';

/** Explains something in the place that the user chose for it, the chat or the editor. */
export type Explain = (
  target: Target,
  text: string,
  /** What goes along beside the target itself. */
  also?: readonly ChipRef[],
) => Promise<void>;

export function createExplain(parts: {
  readonly ask: AskInChat;
  readonly attachments: Pick<Attachments, 'read'>;
  readonly ensureKey: () => Promise<boolean>;
  readonly explanations: Explanations;
}): Explain {
  return async (target, text, also = []) => {
    const about = [refOfTarget(target), ...also];
    if (readSettings().explainIn === 'chat') return parts.ask({ text, about });
    const attachments = await parts.attachments.read(about.map(encodeRef));
    if (await parts.ensureKey()) await parts.explanations.explain(target, { text, attachments });
  };
}
