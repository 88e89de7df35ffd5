import * as l10n from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import type { Params } from '../../src/protocol/messages.ts';
import type { PanelStatus } from '../../src/protocol/viewModel.ts';
import type { ImageTray } from '../images/useImageTray.ts';
import { readOnlyReason } from '../readOnlyReason.ts';
import { sendOptions, type NextOptions } from '../options/nextOptions.ts';
import { usePanel } from '../panelContext.ts';
import type { PanelStore } from '../panelStore.ts';
import type { MessageBox } from './messageBox.ts';
import { outgoing, type Chips } from './useChips.ts';

/** What becomes of a message while a turn runs. */
export type WhenBusy = NonNullable<Params<'send'>['whenBusy']>;

export interface Sending {
  readonly isSending: boolean;
  /** Why nothing can be sent now, in words; undefined if it can. */
  readonly obstacle: string | undefined;
  send(whenBusy: WhenBusy): Promise<void>;
}

/**
 * @param onSent hears that the message was taken, with the chat that it was sent in; by then it is
 *   taken out of the box if that chat is still shown
 */
export function useSending(
  parts: {
    readonly store: PanelStore;
    readonly status: PanelStatus;
    readonly mustKeep: boolean;
    readonly box: MessageBox;
    readonly chips: Chips;
    readonly tray: ImageTray;
    readonly options: NextOptions;
  },
  onSent: (chatId: string) => void,
): Sending {
  const { store, status, box, chips, tray, options } = parts;
  const { ask, announce } = usePanel();
  const [isSending, setSending] = useState(false);
  // At once, where the state is known with the next draw: Enter may come twice before that.
  const isUnderWay = useRef(false);
  const obstacle =
    readOnlyReason(status) ??
    obstacleTo({
      mustKeep: parts.mustKeep,
      isReading: tray.isReading,
      isAttaching: chips.isAttaching,
      lacksImages: tray.images.length > 0 && !status.takesImages,
    });

  const send: Sending['send'] = async whenBusy => {
    const text = box.text();
    if (text.trim() === '' || isUnderWay.current) return;
    if (obstacle !== undefined) {
      announce(obstacle);
      return;
    }
    const { images } = tray;
    const refs = outgoing(chips).map(({ ref }) => ref);
    const how = sendOptions(options);
    isUnderWay.current = true;
    setSending(true);
    const isAway = store.written.id === undefined;
    await store.written.arrived();
    const { chatId, run } = store.state?.status ?? status;
    if (isAway && chatId === status.chatId) {
      // The chat that this was written for did not come.
      isUnderWay.current = false;
      setSending(false);
      return;
    }
    const answer = await ask('send', {
      chatId,
      text,
      ...(images.length > 0 ? { images: images.map(image => image.outgoing) } : {}),
      ...(refs.length > 0 ? { chips: refs } : {}),
      ...(how === undefined ? {} : { options: how }),
      ...(run.state === 'idle' ? {} : { whenBusy }),
    });
    isUnderWay.current = false;
    setSending(false);
    // Everything stays if the message was not taken (R43), and so does what came meanwhile.
    if (answer?.accepted !== true) return;
    if (chatId === store.written.id) {
      box.whenSettled(() => {
        const now = box.text();
        if (now.startsWith(text)) box.write(now.slice(text.length));
        tray.remove(images.map(({ id }) => id));
        chips.sent(refs);
        onSent(chatId);
      });
    } else onSent(chatId);
  };
  return { isSending, obstacle, send };
}

function obstacleTo(why: {
  readonly mustKeep: boolean;
  readonly isReading: boolean;
  readonly isAttaching: boolean;
  readonly lacksImages: boolean;
}): string | undefined {
  if (why.mustKeep) return l10n.t('Keep one of the answers first');
  if (why.lacksImages) return l10n.t('This model takes no images: choose another or remove them');
  if (why.isReading) return l10n.t('Reading images…');
  return why.isAttaching ? l10n.t('Attaching…') : undefined;
}
