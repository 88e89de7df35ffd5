import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { lineOfPointer } from '../../base/jsonLines.ts';
import { findJsonFault } from '../../base/jsonText.ts';
import { ChatEvent } from '../../chat/events.ts';
import { portableEvents } from '../../chat/portableChat.ts';
import { storedLine } from '../../chat/storedEvent.ts';
import type { SecretSweep } from './secretSweep.ts';

/** A chat as it goes into a file. */
export interface ChatFile {
  readonly title: string;
  /** See `portableEvents`. */
  readonly events: readonly ChatEvent[];
  /** Bytes of the images that the events name, by their ids. */
  readonly images: ReadonlyMap<string, Uint8Array>;
}

const FORMAT = 'plumb-chat';
const VERSION = 1;

const Head = z.object({ format: z.literal(FORMAT), version: z.number() });
const Text = z.object({ title: z.string().min(1).max(1_000), events: z.array(ChatEvent) });
const Body = Text.extend({
  /** Base64. */
  images: z.record(z.string(), z.base64()).optional(),
});

/**
 * What of a chat may leave Plumb's storage: portable, without keys and credentials (S29), and of
 * files that are secret by name no values. A running chat still holds what its log does not.
 */
export function exportable(
  { title, events }: Pick<ChatFile, 'title' | 'events'>,
  sweep: SecretSweep,
): Pick<ChatFile, 'title' | 'events'> {
  const stored = portableEvents(events).map(event => parseJson(storedLine(event)));
  const swept = Text.parse(sweep.value({ title, events: stored }));
  return { title: swept.title, events: portableEvents(swept.events) };
}

/** The text of a file of our own format. */
export function writeChatFile(chat: ChatFile, sweep: SecretSweep): string {
  const { images } = chat;
  const file = {
    format: FORMAT,
    version: VERSION,
    ...exportable(chat, sweep),
    ...(images.size === 0
      ? {}
      : {
          images: Object.fromEntries(
            Array.from(images, ([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]),
          ),
        }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * Reads a file of our own format. Whoever wrote it, what comes out was made portable.
 * @throws PlumbError if it is no such file, of a newer Plumb, or damaged; the line is named
 */
export function readChatFile(written: string): ChatFile {
  // Some editors begin a file with a byte order mark.
  const text = written.replace(/^\uFEFF/, '');
  const value = parseJson(text);
  if (value === undefined) throw damaged(findJsonFault(text)?.line ?? 1);
  const head = Head.safeParse(value);
  if (!head.success) {
    throw new PlumbError(
      l10n.t('This is no chat that Plumb exported. Choose a JSON file from “Export Chat”.'),
    );
  }
  if (head.data.version > VERSION) {
    throw new PlumbError(l10n.t('A newer Plumb exported this chat. Update Plumb to import it.'));
  }
  const body = Body.safeParse(value);
  if (!body.success) {
    const names = body.error.issues[0]?.path.map(String) ?? [];
    // The line of the event itself: what is missing in it stands on none.
    throw damaged(lineOfPointer(text, names.map(name => `/${escaped(name)}`).join('')) + 1);
  }
  const { title, events, images = {} } = body.data;
  return {
    title,
    events: portableEvents(events),
    images: new Map(
      Object.entries(images).map(([id, base64]) => [id, Buffer.from(base64, 'base64')]),
    ),
  };
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function damaged(line: number): PlumbError {
  return new PlumbError(
    l10n.t('This exported chat is damaged at line {0}. Nothing was imported.', line),
  );
}
