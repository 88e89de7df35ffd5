import { Emitter, type Event } from '../src/base/emitter.ts';

/**
 * The chat that belongs to what a person types. From the moment another chat is asked for it is
 * that one, which has no name in the panel before the host has shown it.
 */
export interface WrittenChat {
  /** Undefined while the chat that was asked for is on its way. */
  readonly id: string | undefined;
  readonly onChange: Event<undefined>;
  /** Resolves at once unless a chat is on its way. */
  arrived(): Promise<void>;
}

/** The same for who asks for chats and hears of them. */
export interface WrittenChatKeeper extends WrittenChat {
  /** Another chat was asked for. @returns what is to be called at the answer, whatever it is */
  leave(): () => void;
  /** This chat is shown. */
  shows(chatId: string): void;
}

export function createWrittenChat(): WrittenChatKeeper {
  let shown: string | undefined;
  let told: string | undefined;
  let asked = 0;
  let isShown = false;
  let waiting: (() => void)[] = [];
  const changed = new Emitter<undefined>();

  const tell = (): void => {
    const now = asked > 0 && !isShown ? undefined : shown;
    if (now === told) return;
    told = now;
    changed.fire(undefined);
    if (now === undefined) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };

  return {
    get id() {
      return told;
    },
    onChange: changed.event,
    arrived: async () => {
      if (told === undefined) await new Promise<void>(resolve => waiting.push(resolve));
    },
    leave: () => {
      asked += 1;
      isShown = false;
      tell();
      return () => {
        asked -= 1;
        tell();
      };
    },
    shows: chatId => {
      // Of several that were asked for, only the last one is meant.
      if (chatId !== shown && asked === 1) isShown = true;
      shown = chatId;
      tell();
    },
  };
}
