import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';
import type { EventBody } from '../../src/protocol/messages.ts';
import { usePanel } from '../panelContext.ts';
import { imageFromHost, type ImageSource } from './imageSource.ts';
import { imageAddress } from './transfer.ts';
import { useImageTray, type ImageTray } from './useImageTray.ts';

/** Every way by which an image gets to the message that is being written. */
export interface Attaching {
  readonly tray: ImageTray;
  /** The address of an image that was pasted as text and could be attached instead. */
  readonly offered: string | undefined;
  /** Adds them, or says why the model takes none. */
  add(sources: readonly ImageSource[]): void;
  /** Images that the service fetches itself, by their http(s) addresses. */
  addAddresses(addresses: readonly string[]): void;
  /** Lets a person choose files. */
  pick(): Promise<void>;
  addFromHost(files: EventBody<'addImages'>['files']): void;
  /** A text was pasted, which may be the address of an image. */
  onPastedText(text: string): void;
  /** The draft is another one: what is no longer part of it is no longer offered. */
  onDraft(draft: string): void;
  /** Attaches what is offered; gives back the draft without its address. */
  takeOffer(draft: string): string;
}

export function useAttaching(takesImages: boolean): Attaching {
  const { ask, report } = usePanel();
  const tray = useImageTray();
  const [pasted, setPasted] = useState<string | undefined>(undefined);

  /** Says why if the model takes none. */
  const mayAttach = (): boolean => {
    if (!takesImages) report(l10n.t('This model takes no images'));
    return takesImages;
  };
  const add: Attaching['add'] = sources => {
    if (sources.length > 0 && mayAttach()) tray.add(sources);
  };
  const addFromHost: Attaching['addFromHost'] = files => add(files.map(imageFromHost));

  return {
    tray,
    offered: takesImages ? imageAddress(pasted ?? '') : undefined,
    add,
    addAddresses: addresses => {
      if (addresses.length > 0 && mayAttach()) tray.addAddresses(addresses);
    },
    pick: async () => {
      const picked = await ask('pickImages', {});
      addFromHost(picked?.files ?? []);
    },
    addFromHost,
    onPastedText: pastedText => {
      const text = pastedText.trim();
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
