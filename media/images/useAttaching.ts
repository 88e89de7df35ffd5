import * as l10n from '@vscode/l10n';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { EventBody } from '../../src/protocol/messages.ts';
import { usePanel } from '../panelContext.ts';
import {
  imageFromFile,
  imageFromHost,
  imageFromWorkspace,
  type ImageSource,
} from './imageSource.ts';
import { imageAddress, pastedFiles } from './transfer.ts';
import { useImageDrop } from './useImageDrop.ts';
import { useImageTray, type ImageTray } from './useImageTray.ts';

/** Every way by which an image gets to the message that is being written. */
export interface Attaching {
  readonly tray: ImageTray;
  /** Something is dragged over the panel that may be dropped here. */
  readonly isDropping: boolean;
  /** The address of an image that was pasted as text and could be attached instead. */
  readonly offered: string | undefined;
  /** Lets a person choose files. */
  pick(): Promise<void>;
  addFromHost(files: EventBody<'addImages'>['files']): void;
  readonly onPaste: (event: ClipboardEvent) => void;
  /** The draft is another one: what is no longer part of it is no longer offered. */
  onDraft(draft: string): void;
  /** Attaches what is offered; gives back the draft without its address. */
  takeOffer(draft: string): string;
}

export function useAttaching(options: {
  readonly takesImages: boolean;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}): Attaching {
  const { takesImages, box } = options;
  const { ask, report } = usePanel();
  const tray = useImageTray();
  const [pasted, setPasted] = useState<string | undefined>(undefined);

  /** Says why if the model takes none. */
  const mayAttach = (): boolean => {
    if (!takesImages) report(l10n.t('This model takes no images'));
    return takesImages;
  };
  const add = (sources: readonly ImageSource[]): void => {
    if (sources.length > 0 && mayAttach()) tray.add(sources);
  };
  const isDropping = useImageDrop(({ files, uris, addresses }) => {
    add([...files.map(imageFromFile), ...uris.map(uri => imageFromWorkspace(uri, ask))]);
    if (addresses.length > 0 && mayAttach()) tray.addAddresses(addresses);
    box.current?.focus();
  });
  const addFromHost: Attaching['addFromHost'] = files => add(files.map(imageFromHost));

  return {
    tray,
    isDropping,
    offered: takesImages ? imageAddress(pasted ?? '') : undefined,
    pick: async () => {
      const picked = await ask('pickImages', {});
      addFromHost(picked?.files ?? []);
    },
    addFromHost,
    onPaste: event => {
      const data = event.clipboardData;
      if (data === null) return;
      const files = pastedFiles(data);
      if (files.length > 0) {
        event.preventDefault();
        add(files.map(imageFromFile));
        return;
      }
      const text = data.getData('text/plain').trim();
      setPasted(imageAddress(text) === undefined ? undefined : text);
    },
    onDraft: draft => {
      if (pasted !== undefined && !draft.includes(pasted)) setPasted(undefined);
    },
    takeOffer: draft => {
      const address = imageAddress(pasted ?? '');
      if (pasted === undefined || address === undefined) return draft;
      tray.addAddresses([address]);
      setPasted(undefined);
      return draft.replace(pasted, '').trim();
    },
  };
}
