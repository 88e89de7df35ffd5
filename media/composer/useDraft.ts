import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chip, Draft } from '../../src/protocol/requests/composer.ts';
import type { DraftStore } from '../draft.ts';
import { draftImage, type TrayImage } from '../images/useImageTray.ts';
import { usePanel } from '../panelContext.ts';
import type { WrittenChat } from '../writtenChat.ts';
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
  /** The chat that is written in. */
  readonly written: WrittenChat;
  readonly drafts: DraftStore;
  readonly box: MessageBox;
  readonly chips: Chips;
  readonly tray: {
    readonly images: readonly TrayImage[];
    replace(images: Draft['images']): void;
    addBefore(images: Draft['images']): void;
  };
  /** The text that is being written; the box may show an earlier message instead. */
  readonly text: () => string;
  /** Shows a draft that nobody typed just now. */
  readonly show: (text: string) => void;
}

export interface DraftKeeper {
  /** Another text stands there. */
  onText(text: string): void;
  /** The message was sent in that chat, which may not be written in any more. */
  sent(chatId: string): void;
}

/**
 * Keeps what is being written with the chat that it is written in: the text at once in the page's
 * own memory, all of it a moment later at the host. What is written while a chat is on its way is
 * that chat's. A draft that comes late stands below what was typed since.
 */
export function useDraft(parts: DraftParts): DraftKeeper {
  const { written, drafts, box, chips, tray } = parts;
  const { ask } = usePanel();
  const kept = useRef({
    /** Undefined while the chat is on its way. */
    chatId: undefined as string | undefined,
    /** What the host has, as far as is known. */
    there: { text: '', chips: chips.attached, images: tray.images },
    /** The chat before, to which a person is back if the other one does not come. */
    left: undefined as { readonly chatId: string; readonly contents: Contents } | undefined,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }).current;

  const contents = (): Contents => ({
    text: parts.text(),
    chips: chips.attached,
    images: tray.images,
  });
  const write = async (): Promise<void> => {
    clearTimeout(kept.timer);
    const [before, now, writtenFor] = [kept.there, contents(), kept.chatId];
    const hasNewImages = now.images !== before.images;
    if (box.element.current === null || writtenFor === undefined) return;
    if (now.text === before.text && now.chips === before.chips && !hasNewImages) return;
    kept.there = now;
    const done = await ask('writeDraft', {
      chatId: writtenFor,
      draft: {
        text: now.text,
        chips: [...now.chips],
        ...(hasNewImages ? { images: now.images.map(draftImage) } : {}),
      },
    });
    // Tried again with the next change.
    if (done === undefined && kept.there === now) kept.there = before;
  };
  const leave = (): void => {
    if (kept.chatId === undefined) return;
    void write();
    kept.left = { chatId: kept.chatId, contents: contents() };
    kept.chatId = undefined;
    parts.show('');
    chips.replace([]);
    tray.replace([]);
    kept.there = contents();
  };
  const putBack = ({ text, chips: left, images }: Contents): void => {
    if (text !== '') box.append(text);
    chips.addBefore(left);
    tray.addBefore(images.map(draftImage));
    writeSoon();
  };
  const enter = async (chatId: string): Promise<void> => {
    const { left } = kept;
    kept.left = undefined;
    kept.chatId = chatId;
    if (left?.chatId === chatId) {
      putBack(left.contents);
      return;
    }
    const own = drafts.read(chatId);
    if (box.text() !== '') {
      drafts.write(chatId, box.text());
      writeSoon();
    }
    if (own !== undefined && own !== '') box.append(own);
    const draft = await ask('readDraft', { chatId });
    if (draft === undefined || kept.chatId !== chatId) return;
    box.whenSettled(() => {
      if (kept.chatId !== chatId) return;
      const isUntouched = kept.there.chips === chips.attached && kept.there.images === tray.images;
      chips.addBefore(draft.chips);
      tray.addBefore(draft.images);
      if (own === undefined && draft.text !== '') {
        if (box.text() === '') parts.show(draft.text);
        else box.append(draft.text);
      }
      const now = contents();
      kept.there = isUntouched ? { ...now, text: draft.text } : { ...kept.there, text: draft.text };
      if (!isUntouched || now.text !== draft.text) writeSoon();
    });
  };
  const latest = useRef({ write, leave, enter });
  latest.current = { write, leave, enter };
  const writeNow = (): void => void latest.current.write();
  const writeSoon = (): void => {
    clearTimeout(kept.timer);
    kept.timer = setTimeout(writeNow, QUIET_MS);
  };

  // Not with the next drawing: keys that come before it are of the other chat already.
  useLayoutEffect(() => {
    const follow = (): void => {
      latest.current.leave();
      if (written.id !== undefined) void latest.current.enter(written.id);
    };
    follow();
    const subscription = written.onChange(follow);
    return () => {
      subscription.dispose();
      writeNow();
    };
  }, [written]);

  useEffect(writeNow, [chips.attached, tray.images]);
  useEffect(() => {
    document.addEventListener('visibilitychange', writeNow);
    window.addEventListener('pagehide', writeNow);
    return () => {
      document.removeEventListener('visibilitychange', writeNow);
      window.removeEventListener('pagehide', writeNow);
    };
  }, []);

  return {
    onText: text => {
      if (kept.chatId === undefined) return;
      drafts.write(kept.chatId, text);
      writeSoon();
    },
    sent: sentIn => {
      if (sentIn === kept.chatId) {
        writeNow();
        return;
      }
      if (kept.left?.chatId === sentIn) kept.left = undefined;
      void ask('writeDraft', { chatId: sentIn, draft: { text: '', chips: [], images: [] } });
    },
  };
}
