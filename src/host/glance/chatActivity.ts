import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { ChatEvent, LiveEvent } from '../../chat/events.ts';
import type { Session } from '../../chat/session.ts';
import type { Sessions } from '../../chat/sessions.ts';

/** What the chats of this window do, shown or not. */
export interface ChatActivity extends Disposable {
  /** Those with a turn that has not ended. */
  readonly running: readonly Session[];
  /** Of these, the ones that go no further until a person decides. */
  readonly waiting: readonly Session[];
  readonly onChange: Event<undefined>;
}

export function watchChats(sessions: Pick<Sessions, 'loaded' | 'onLoaded'>): ChatActivity {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<undefined>());
  /** The calls of each chat that a person has to decide on. */
  const undecided = new WeakMap<Session, Set<string>>();

  const watch = (session: Session): void => {
    const calls = new Set<string>();
    undecided.set(session, calls);
    store.add(
      session.onEvent(event => {
        if (noteDecisions(calls, event)) changed.fire(undefined);
      }),
    );
    store.add(
      session.onStateChanged(state => {
        if (state === 'idle') calls.clear();
        changed.fire(undefined);
      }),
    );
  };
  sessions.loaded().forEach(watch);
  store.add(sessions.onLoaded(watch));
  const running = (): Session[] => sessions.loaded().filter(({ state }) => state !== 'idle');

  return {
    get running() {
      return running();
    },
    get waiting() {
      return running().filter(session => (undecided.get(session)?.size ?? 0) > 0);
    },
    onChange: changed.event,
    dispose: () => {
      store.dispose();
    },
  };
}

/** @returns whether something waits now that did not before, or the other way round */
function noteDecisions(calls: Set<string>, event: ChatEvent | LiveEvent): boolean {
  if (event.type === 'toolProposed' && event.asks) {
    calls.add(event.callId);
    return true;
  }
  const isOver =
    event.type === 'toolDecided' || event.type === 'toolStarted' || event.type === 'toolEnded';
  return isOver && calls.delete(event.callId);
}
