import * as l10n from '@vscode/l10n';
import { branchOf } from '../chat/branch.ts';
import { notInChat } from '../chat/conversation.ts';
import { imagesOf } from '../chat/images.ts';
import type { ImageStore } from '../chat/imageStore.ts';
import type { Session } from '../chat/session.ts';
import type { LogPort } from '../chat/sessionLog.ts';
import { storedLine } from '../chat/storedEvent.ts';

/**
 * Writes a new chat that goes on from a turn of another one. Its images come first and its log in
 * one piece, so what a crash leaves is at most an image that nobody names.
 * @param from the other chat, as far as it is to be copied
 * @param messageId of the turn's message
 * @returns the new chat's id
 * @throws PlumbError if there is no such message, or it could not be written
 */
export async function branchChat(
  from: Pick<Session, 'id' | 'title' | 'events'>,
  messageId: string,
  parts: {
    readonly log: Pick<LogPort, 'append'>;
    readonly images: ImageStore;
    readonly newId: () => string;
    /** ms since 1970. */
    readonly now: () => number;
  },
): Promise<string> {
  const id = parts.newId();
  const title = l10n.t('{0} (branch)', from.title);
  const events = branchOf(from.events, messageId, {
    id,
    title,
    at: parts.now(),
    from: from.id,
  });
  if (events === undefined) throw notInChat();
  for (const { image } of imagesOf(events)) {
    if (image.url !== undefined) continue;
    const bytes = await parts.images.get(from.id, image.id);
    // One that is gone is gone from the other chat too, which says so where it is needed.
    if (bytes !== undefined) await parts.images.put(id, bytes);
  }
  await parts.log.append(id, events.map(event => `${storedLine(event)}\n`).join(''));
  return id;
}
