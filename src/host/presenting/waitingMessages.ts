import type { PanelStatus } from '../../protocol/viewModel.ts';
import type { ChatPatch, EventOf } from './chatPatch.ts';

type Waiting = NonNullable<PanelStatus['queued']>;

/** Shows the messages that wait for the running turn. */
export interface WaitingMessages {
  readonly list: Waiting;
  queued(event: EventOf<'messageQueued'>): ChatPatch[];
  /** It was sent or removed; does nothing if it did not wait. */
  over(id: string): ChatPatch[];
  /** A turn begins: what the one before left behind does not belong to it. */
  turnBegan(): ChatPatch[];
}

/** @param goesByItself false of a message that a person has to send */
export function createWaitingMessages(goesByItself: (id: string) => boolean): WaitingMessages {
  let list: Waiting = [];
  const shown = (): Waiting =>
    list.map(message => (goesByItself(message.id) ? message : { ...message, isLeft: true }));
  const patch = (): ChatPatch[] => [{ op: 'status', status: { queued: shown() } }];
  return {
    get list() {
      return shown();
    },
    queued: ({ id, text, how }) => {
      const at = list.findIndex(message => message.id === id);
      list = at < 0 ? [...list, { id, text, how }] : list.with(at, { id, text, how });
      return patch();
    },
    over: id => {
      if (!list.some(message => message.id === id)) return [];
      list = list.filter(message => message.id !== id);
      return patch();
    },
    turnBegan: () => (list.length === 0 ? [] : patch()),
  };
}
