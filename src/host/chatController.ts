import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { ChatEvent, LiveEvent } from '../chat/events.ts';
import type { Session } from '../chat/session.ts';
import { NO_CHANGES, type ChangesView } from '../protocol/changesView.ts';
import { lastWindow, windowAround, type ItemsWindow } from '../protocol/itemsWindow.ts';
import type { Patch } from '../protocol/patch.ts';
import type { ChatItem, PanelState, PanelStatus } from '../protocol/viewModel.ts';
import { createChatPresenter, type ChatPresenter } from './presentChat.ts';
import { createPatchQueue } from './patchQueue.ts';
import { damageNotice } from './presenting/damage.ts';
import { showSame } from './presenting/changes.ts';

/** What the panel shows that does not come from the chat itself. */
export type Surroundings = Omit<
  PanelStatus,
  | 'chatId'
  | 'title'
  | 'run'
  | 'readOnly'
  | 'isElsewhere'
  | 'chatCostUsd'
  | 'pendingUsd'
  | 'turnCostUsd'
  | 'cachedShare'
  | 'contextTokens'
  | 'changes'
  | 'queued'
  | 'pinned'
>;

/**
 * Which chat the panel shows, and its view model. A chat that runs goes on when another one is
 * shown; it is folded all the same, so that coming back shows it as it is. One in which nothing runs
 * is let go of, and folded anew when it comes back.
 */
export interface ChatController extends Disposable {
  readonly session: Session;
  readonly run: PanelStatus['run'];
  /** The chat shows something that asks for a decision, or is at work. */
  readonly onRunChange: Event<PanelStatus['run']>;
  /** A turn of the chat that is shown came to its end just now. */
  readonly onTurnEnd: Event<undefined>;
  readonly onPatches: Event<{ readonly seq: number; readonly patches: Patch[] }>;
  /** The whole state, with the end of the chat; patches that still wait are in it. */
  state(): PanelState;
  /** All items of the chat that is shown, in a list that changes with it. */
  readonly items: readonly ChatItem[];
  /**
   * Items around one, by its place or id, in step with the patches up to `seq`, which are on their
   * way by then. Without a `place`, and around the last item, if there is none of that id.
   */
  itemsAround(around: {
    readonly around: number | string;
    readonly before: number;
    readonly after: number;
  }): ItemsWindow & { readonly seq: number; readonly place?: number };
  show(session: Session): void;
  /** Ends what runs in the chat that is shown; does nothing if nothing does. */
  stop(): void;
  setSurroundings(surroundings: Surroundings): void;
  /** What is under review now; the panel is told only if it shows something else. */
  setChanges(changes: ChangesView): void;
  item(id: string): ChatItem | undefined;
}

interface OpenChat {
  readonly session: Session;
  readonly presenter: ChatPresenter;
  /** What listens to it. */
  readonly listening: DisposableStore;
  /** Since when (ms since 1970) the agent does what it does. */
  since: number;
  /** Prompt tokens that a person allowed this chat; 0 if nothing beyond the setting. */
  raisedContext: number;
}

export function createChatController(first: Session, initial: Surroundings): ChatController {
  const store = new DisposableStore();
  const patched = store.add(new Emitter<{ readonly seq: number; readonly patches: Patch[] }>());
  const runChanged = store.add(new Emitter<PanelStatus['run']>());
  const turnEnded = store.add(new Emitter<undefined>());
  const queue = store.add(
    createPatchQueue(message => {
      patched.fire(message);
    }),
  );
  const open = new Map<string, OpenChat>();
  let surroundings = initial;
  let changes = NO_CHANGES;

  const opened = (session: Session): OpenChat => {
    const known = open.get(session.id);
    // The end of a long chat is another session than the whole, with the same id;
    // so is one that was deleted and restored.
    if (known?.session === session) return known;
    known?.listening.dispose();
    const chat: OpenChat = {
      session,
      presenter: createChatPresenter(id => session.goesByItself(id)),
      listening: new DisposableStore(),
      since: Date.now(),
      raisedContext: 0,
    };
    const take = (event: ChatEvent | LiveEvent): ReturnType<ChatPresenter['present']> => {
      if (event.type === 'contextRaised') {
        chat.raisedContext = Math.max(chat.raisedContext, event.tokens);
      }
      return chat.presenter.present(event);
    };
    session.events.forEach(take);
    damageNotice(session).forEach(take);
    chat.listening.add(
      session.onEvent(event => {
        const patches = take(event);
        if (patches.some(changesRun)) chat.since = Date.now();
        if (event.type === 'turnEnded') whenIdle(chat);
        if (chat !== current) return;
        queue.push(patches);
        if (event.type === 'budgetRaised' || event.type === 'contextRaised') {
          queue.push([{ op: 'status', status: limits() }]);
        }
        if (patches.some(changesRun)) {
          runChanged.fire(chat.presenter.run);
        }
      }),
    );
    chat.listening.add(
      session.onReadOnlyChanged(() => {
        if (chat === current) showCurrent();
      }),
    );
    open.set(session.id, chat);
    return chat;
  };
  /** The session is still busy with the event that it tells of. */
  const whenIdle = (chat: OpenChat): void => {
    void chat.session.whenIdle().then(() => {
      if (chat === current) turnEnded.fire(undefined);
      else letGo(chat);
    });
  };
  const letGo = (chat: OpenChat): void => {
    if (chat === current || chat.session.state !== 'idle') return;
    chat.listening.dispose();
    if (open.get(chat.session.id) === chat) open.delete(chat.session.id);
  };
  let current = opened(first);
  let following = first.follow();
  const showCurrent = (): void => {
    queue.drop();
    queue.push([{ op: 'chat', status: status(), ...lastWindow(current.presenter.items) }]);
  };

  /** The limits of the settings, with what a person allowed this chat beyond them. */
  const limits = (): Pick<PanelStatus, 'chatLimitUsd' | 'contextLimit'> => {
    const { presenter, raisedContext } = current;
    const { chatLimitUsd, contextLimit } = surroundings;
    return {
      contextLimit: Math.max(contextLimit, raisedContext),
      ...(chatLimitUsd === undefined
        ? {}
        : { chatLimitUsd: chatLimitUsd + presenter.spending.raisedUsd }),
    };
  };
  /** What began before the panel asked goes on for as long as it did. */
  const runNow = (): PanelStatus['run'] => {
    const { presenter, since } = current;
    const elapsedMs = Math.max(0, Date.now() - since);
    return presenter.run.state === 'idle' ? presenter.run : { ...presenter.run, elapsedMs };
  };
  const status = (): PanelStatus => {
    const { session, presenter } = current;
    return {
      ...surroundings,
      chatId: session.id,
      title: presenter.title,
      run: runNow(),
      ...(session.readOnly === undefined ? {} : { readOnly: session.readOnly }),
      ...(session.isElsewhere ? { isElsewhere: true } : {}),
      ...limits(),
      chatCostUsd: presenter.costUsd,
      pendingUsd: presenter.spending.pendingUsd,
      turnCostUsd: presenter.turnCostUsd,
      cachedShare: presenter.cachedShare,
      contextTokens: presenter.contextTokens,
      ...presenter.beside,
      changes,
    };
  };

  return {
    get session() {
      return current.session;
    },
    get run() {
      return current.presenter.run;
    },
    onRunChange: runChanged.event,
    onTurnEnd: turnEnded.event,
    onPatches: patched.event,
    state: () => {
      queue.drop();
      return { seq: queue.seq, status: status(), ...lastWindow(current.presenter.items) };
    },
    get items() {
      return current.presenter.items;
    },
    itemsAround: ({ around, before, after }) => {
      queue.flush();
      const { items } = current.presenter;
      const place = typeof around === 'number' ? around : current.presenter.placeOf(around);
      const window = windowAround(items, { place: place ?? items.length - 1, before, after });
      return { seq: queue.seq, ...window, ...(place === undefined ? {} : { place }) };
    },
    show: session => {
      const before = current;
      current = opened(session);
      letGo(before);
      following.dispose();
      following = session.follow();
      showCurrent();
      // Before the answer to who asked for it: the panel knows then which chat came of it.
      queue.flush();
      runChanged.fire(current.presenter.run);
    },
    stop: () => {
      queue.push(current.presenter.stopping());
      current.session.stop();
    },
    setSurroundings: next => {
      surroundings = next;
      queue.push([{ op: 'status', status: { ...next, ...limits() } }]);
    },
    setChanges: next => {
      if (showSame(changes, next)) return;
      changes = next;
      queue.push([{ op: 'status', status: { changes } }]);
    },
    item: id => current.presenter.items[current.presenter.placeOf(id) ?? -1],
    dispose: () => {
      following.dispose();
      for (const { listening } of open.values()) listening.dispose();
      store.dispose();
    },
  };
}

function changesRun(patch: Patch): boolean {
  return patch.op === 'status' && patch.status.run !== undefined;
}
