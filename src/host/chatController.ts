import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Session } from '../chat/session.ts';
import { NO_CHANGES, type ChangesView } from '../protocol/changesView.ts';
import type { Patch } from '../protocol/patch.ts';
import type { ChatItem, PanelState, PanelStatus } from '../protocol/viewModel.ts';
import { createChatPresenter, type ChatPresenter } from './presentChat.ts';
import { createPatchQueue } from './patchQueue.ts';
import { damageNotice } from './presenting/damage.ts';
import { showSame } from './presenting/changes.ts';

/** What the panel shows that does not come from the chat itself. */
export type Surroundings = Omit<
  PanelStatus,
  'chatId' | 'title' | 'run' | 'chatCostUsd' | 'pendingUsd' | 'contextTokens' | 'changes'
>;

/**
 * Which chat the panel shows, and its view model. A chat that runs goes on when another one is
 * shown; it is folded all the same, so that coming back shows it as it is.
 */
export interface ChatController extends Disposable {
  readonly session: Session;
  /** The chat shows something that asks for a decision, or is at work. */
  readonly onRunChange: Event<PanelStatus['run']>;
  /** A turn of the chat that is shown came to its end just now. */
  readonly onTurnEnd: Event<undefined>;
  readonly onPatches: Event<{ readonly seq: number; readonly patches: Patch[] }>;
  /** The whole state; patches that still wait are in it. */
  state(): PanelState;
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
    // A chat that was deleted and restored is another session.
    if (known?.session === session) return known;
    const chat: OpenChat = { session, presenter: createChatPresenter() };
    for (const event of session.events) chat.presenter.present(event);
    for (const event of damageNotice(session)) chat.presenter.present(event);
    store.add(
      session.onEvent(event => {
        const patches = chat.presenter.present(event);
        if (chat !== current) return;
        queue.push(patches);
        if (event.type === 'budgetRaised' || event.type === 'contextRaised') {
          queue.push([{ op: 'status', status: limits() }]);
        }
        if (patches.some(patch => patch.op === 'status' && patch.status.run !== undefined)) {
          runChanged.fire(chat.presenter.run);
        }
        if (event.type === 'turnEnded') whenIdle(session);
      }),
    );
    open.set(session.id, chat);
    return chat;
  };
  /** The session is still busy with the event that it tells of. */
  const whenIdle = (session: Session): void => {
    void session.whenIdle().then(() => {
      if (current.session === session) turnEnded.fire(undefined);
    });
  };
  let current = opened(first);

  /** The limits of the settings, with what a person allowed this chat beyond them. */
  const limits = (): Pick<PanelStatus, 'chatLimitUsd' | 'contextLimit'> => {
    const { presenter, session } = current;
    const raised = session.events.map(event => (event.type === 'contextRaised' ? event.tokens : 0));
    const { chatLimitUsd, contextLimit } = surroundings;
    return {
      contextLimit: Math.max(contextLimit, ...raised),
      ...(chatLimitUsd === undefined
        ? {}
        : { chatLimitUsd: chatLimitUsd + presenter.spending.raisedUsd }),
    };
  };
  const status = (): PanelStatus => {
    const { session, presenter } = current;
    return {
      ...surroundings,
      chatId: session.id,
      title: presenter.title,
      run: presenter.run,
      ...limits(),
      chatCostUsd: presenter.costUsd,
      pendingUsd: presenter.spending.pendingUsd,
      contextTokens: presenter.contextTokens,
      changes,
    };
  };

  return {
    get session() {
      return current.session;
    },
    onRunChange: runChanged.event,
    onTurnEnd: turnEnded.event,
    onPatches: patched.event,
    state: () => {
      queue.drop();
      return { seq: queue.seq, status: status(), items: [...current.presenter.items] };
    },
    show: session => {
      current = opened(session);
      queue.drop();
      queue.push([{ op: 'chat', status: status(), items: [...current.presenter.items] }]);
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
    item: id => current.presenter.items.findLast(item => item.id === id),
    dispose: () => {
      store.dispose();
    },
  };
}
