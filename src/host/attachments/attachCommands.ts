import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { ChatPage } from '../chatPage.ts';
import { chosenUris } from '../explorer/chosenUris.ts';
import { isImageUri, readImageFile } from '../imageFiles.ts';
import type { Attachments } from './createAttachments.ts';
import { selectionNow } from './kindsNow.ts';

type Command = (args: readonly unknown[]) => Promise<void>;

/** Commands that put something beside the message that is being written. */
export function attachCommands(
  attachments: Attachments,
  page: () => Pick<ChatPage, 'tell'>,
): Readonly<Record<'plumb.addSelectionToChat' | 'plumb.addFileToChat', Command>> {
  return {
    [COMMANDS.addSelectionToChat]: async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) {
        throw new PlumbError(l10n.t('Open a file and select some code first.'));
      }
      const whole = { kind: 'file', uri: editor.document.uri.toString() } as const;
      const chip = await attachments.chip(selectionNow(editor) ?? whole);
      await page().tell('addChips', { chips: [chip] });
    },
    [COMMANDS.addFileToChat]: async args => {
      const uris = chosenUris(args);
      const images = uris.filter(isImageUri);
      const files = await Promise.all(images.map(readImageFile));
      const others = uris.filter(uri => !images.includes(uri)).map(String);
      const { chips, problems } = await attachments.ofUris(others);
      if (files.length > 0) await page().tell('addImages', { files });
      if (chips.length > 0) await page().tell('addChips', { chips });
      if (problems.length > 0) throw new PlumbError(problems.join('\n'));
    },
  };
}
