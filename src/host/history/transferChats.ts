import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { MessageImage } from '../../chat/eventParts.ts';
import type { ChatEvent } from '../../chat/events.ts';
import type { Sessions } from '../../chat/sessions.ts';
import { acceptImage } from '../acceptImage.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { createImageStore } from '../imageStore.ts';
import { exportable, readChatFile, writeChatFile } from './chatFile.ts';
import { chatMarkdown } from './chatMarkdown.ts';
import { importedLog } from './importedLog.ts';
import type { SecretSweep } from './secretSweep.ts';

/** Chats into files and out of them. */
export interface ChatTransfer {
  /**
   * Writes a chat as Markdown, or as our own JSON if the file is named so.
   * @param target asks where to if it is absent
   * @throws PlumbError if nothing was said in the chat yet
   */
  exportChat(chatId: string, target?: vscode.Uri): Promise<void>;
  /**
   * Takes a chat in from our own JSON, under a new id.
   * @param source asks which file if it is absent
   * @returns its id; undefined if no file was chosen
   * @throws PlumbError if the file is none of ours, damaged, too large or of a newer Plumb
   */
  importChat(source?: vscode.Uri): Promise<string | undefined>;
}

const LARGEST_MB = 400;

export function createChatTransfer(parts: {
  /** Of the workspace's storage. */
  readonly folder: string;
  readonly sessions: Sessions;
  readonly sweep: SecretSweep;
  /** ms since 1970. */
  readonly now: () => number;
}): ChatTransfer {
  const { folder, sessions, sweep, now } = parts;
  const chatsFolder = path.join(folder, 'chats');
  const store = createImageStore(chatsFolder);

  const imagesOf = async (
    chatId: string,
    events: readonly ChatEvent[],
  ): Promise<ReadonlyMap<string, Uint8Array>> => {
    const images = new Map<string, Uint8Array>();
    for (const { id } of events.flatMap(imagesIn).filter(({ url }) => url === undefined)) {
      const bytes = await store.get(chatId, id);
      if (bytes !== undefined) images.set(id, bytes);
    }
    return images;
  };

  return {
    exportChat: async (chatId, target) => {
      const { title, events } = await sessions.open(chatId);
      if (!events.some(event => event.type === 'userMessage')) {
        throw new PlumbError(l10n.t('Nothing was said in this chat yet.'));
      }
      const uri = target ?? (await askWhereTo(title));
      if (uri === undefined) return;
      const chat = { title: title === '' ? l10n.t('Untitled chat') : title, events };
      let text: string;
      if (uri.path.toLowerCase().endsWith('.json')) {
        text = writeChatFile({ ...chat, images: await imagesOf(chatId, events) }, sweep);
      } else {
        const clean = exportable(chat, sweep);
        // A secret may only come to be where texts meet.
        text = sweep.text(chatMarkdown(clean.title, clean.events));
      }
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text, 'utf8'));
    },
    importChat: async source => {
      const uri = source ?? (await askWhich());
      if (uri === undefined) return undefined;
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > LARGEST_MB * 1_000_000) {
        throw new PlumbError(l10n.t('A chat of more than {0} MB cannot be imported.', LARGEST_MB));
      }
      const file = readChatFile(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString());
      const id = randomUUID();
      const types = new Map<string, string>();
      for (const [name, bytes] of file.images) {
        const accepted = acceptImage(bytes, name);
        if ((await store.put(id, accepted.bytes)) !== name) {
          throw new PlumbError(l10n.t('The image {0} of this chat is damaged.', name));
        }
        types.set(name, accepted.mediaType);
      }
      const events = file.events.map(event => withTypes(event, types));
      const text = importedLog(id, { title: file.title, events }, now());
      // Last, and whole or not at all: the log is what makes it a chat.
      await writeWhole(path.join(chatsFolder, `${id}.jsonl`), text);
      return id;
    },
  };
}

function imagesIn(event: ChatEvent): readonly MessageImage[] {
  return event.type === 'userMessage' || event.type === 'toolEnded' ? (event.images ?? []) : [];
}

/** What an image is, its bytes say, and not the file that they came in. */
function withTypes(event: ChatEvent, types: ReadonlyMap<string, string>): ChatEvent {
  if ((event.type !== 'userMessage' && event.type !== 'toolEnded') || event.images === undefined) {
    return event;
  }
  const images = event.images.map(image => ({
    ...image,
    mediaType: types.get(image.id) ?? image.mediaType,
  }));
  return { ...event, images };
}

async function askWhereTo(title: string): Promise<vscode.Uri | undefined> {
  const name = title.replace(/[^\p{L}\p{N} ._-]+/gu, '-').slice(0, 60);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: l10n.t('Export Chat'),
    filters: { Markdown: ['md'], JSON: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.md`) }),
  });
}

async function askWhich(): Promise<vscode.Uri | undefined> {
  const uris = await vscode.window.showOpenDialog({
    title: l10n.t('Import Chat'),
    filters: { JSON: ['json'] },
  });
  return uris?.[0];
}
