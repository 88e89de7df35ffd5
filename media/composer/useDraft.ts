import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chip, Draft } from '../../src/protocol/requests/composer.ts';
import type { DraftStore } from '../draft.ts';
import { draftImage, type TrayImage } from '../images/useImageTray.ts';
import { usePanel } from '../panelContext.ts';
import type { MessageBox } from './messageBox.ts';
import type { Chips } from './useChips.ts';

/** ms from the last key to the copy at the host. */
const QUIET_MS = 250;

interface Contents {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly images: readonly TrayImage[];
}

interface DraftParts {
  readonly chatId: string;
  readonly drafts: DraftStore;
  readonly box: MessageBox;
  readonly chips: Chips;
  readonly tray: {
    readonly images: readonly TrayImage[];
    replace(images: Draft['images']): void;
    addBefore(images: Draft['images']): void;
  };
  /** Shows a draft that nobody typed just now. */
  readonly show: (text: string) => void;
}

export interface DraftKeeper {
  /** Another text stands there. */
  onText(text: string): void;
  /** The message was sent in that chat, which may not be shown any more. */
  sent(chatId: string): void;
}

/**
 * Keeps what is being written with the chat that it is written in: the text at once in the page's
 * own memory, all of it a moment later at the host. What was typed since wins over what comes late.
 */
export function useDraft(parts: DraftParts): DraftKeeper {
  const { chatId, drafts, box, chips, tray } = parts;
  const { ask } = usePanel();
  const kept = useRef({
    chatId,
    /** What the host has, as far as is known. */
    there: { text: '', chips: chips.attached, images: tray.images },
    edits: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }).current;

  const contents = (): Contents => ({
    text: box.text(),
    chips: chips.attached,
    images: tray.images,
  });
  const write = async (): Promise<void> => {
    clearTimeout(kept.timer);
    const [before, now, writtenFor] = [kept.there, contents(), kept.chatId];
    const hasNewImages = now.images !== before.images;
    if (box.element.current === null) return;
    if (now.text === before.text && now.chips === before.chips && !hasNewImages) return;
    kept.there = now;
    const written = await ask('writeDraft', {
      chatId: writtenFor,
      draft: {
        text: now.text,
        chips: [...now.chips],
        ...(hasNewImages ? { images: now.images.map(draftImage) } : {}),
      },
    });
    // Tried again with the next change.
    if (written === undefined && kept.there === now) kept.there = before;
  };
  const latest = useRef(write);
  latest.current = write;
  const writeSoon = (): void => {
    clearTimeout(kept.timer);
    kept.timer = setTimeout(() => void latest.current(), QUIET_MS);
  };

  const restore = async (): Promise<void> => {
    const own = drafts.read(chatId);
    parts.show(own ?? '');
    chips.replace([]);
    tray.replace([]);
    kept.there = contents();
    const { edits } = kept;
    const draft = await ask('readDraft', { chatId });
    if (draft === undefined || kept.chatId !== chatId) return;
    box.whenSettled(() => {
      if (kept.chatId !== chatId) return;
      const isUntouched = kept.there.chips === chips.attached && kept.there.images === tray.images;
      chips.addBefore(draft.chips);
      tray.addBefore(draft.images);
      if (own === undefined && edits === kept.edits && draft.text !== '') parts.show(draft.text);
      const now = contents();
      kept.there = isUntouched ? { ...now, text: draft.text } : { ...kept.there, text: draft.text };
      if (!isUntouched || now.text !== draft.text) writeSoon();
    });
  };
  useLayoutEffect(() => {
    kept.chatId = chatId;
    void restore();
    return () => void latest.current();
  }, [chatId]);

  useEffect(() => void latest.current(), [chips.attached, tray.images]);
  useEffect(() => {
    const writeNow = (): void => void latest.current();
    document.addEventListener('visibilitychange', writeNow);
    window.addEventListener('pagehide', writeNow);
    return () => {
      document.removeEventListener('visibilitychange', writeNow);
      window.removeEventListener('pagehide', writeNow);
    };
  }, []);

  return {
    onText: text => {
      kept.edits += 1;
      drafts.write(kept.chatId, text);
      writeSoon();
    },
    sent: sentIn => {
      if (sentIn === kept.chatId) void latest.current();
      else void ask('writeDraft', { chatId: sentIn, draft: { text: '', chips: [], images: [] } });
    },
  };
}
