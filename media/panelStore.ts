import { Emitter, type Event } from '../src/base/emitter.ts';
import { describeError } from '../src/base/errors.ts';
import type { ItemsWindow } from '../src/protocol/itemsWindow.ts';
import type { EventBody, Params, RequestName, Result } from '../src/protocol/messages.ts';
import { applyPatch, type Patch } from '../src/protocol/patch.ts';
import type { PanelRpc } from '../src/protocol/rpc.ts';
import type { PanelState } from '../src/protocol/viewModel.ts';
import { joined, takeIntoView, trimmedEnd, trimmedView, type Sight } from './transcriptView.ts';
import { createWrittenChat, type WrittenChat } from './writtenChat.ts';

export interface PanelStore {
  /** With the end of the chat; undefined until the host has answered for the first time. */
  readonly state: PanelState | undefined;
  /** What of the chat is to be drawn: its end, or where the reader went. */
  readonly view: ItemsWindow;
  /** What the last failed request said, until it is dismissed or the next one succeeds. */
  readonly problem: string | undefined;
  /** The chat of what is typed, from the press that asks for another one. */
  readonly written: WrittenChat;
  readonly onChange: Event<undefined>;
  /** Asks for the whole state; done once at the start and whenever a patch was missed. */
  readonly load: () => Promise<void>;
  /** Says what of the view is on the screen: it is not dropped when other items come. */
  readonly see: (sight: Sight) => void;
  /**
   * Brings items into the view, by a place or an id that they stand around.
   * @returns the place; undefined if there is no such item, or the chat is another one by now
   */
  readonly loadAround: (
    around: number | string,
    size: { readonly before: number; readonly after: number },
  ) => Promise<number | undefined>;
  /** Puts the end of the chat into the view. */
  readonly viewEnd: () => void;
  /** The host's answer, or undefined if there was none: `problem` then says why. */
  readonly ask: <Name extends RequestName>(
    name: Name,
    params: Params<Name>,
  ) => Promise<Result<Name> | undefined>;
  /** Shows a problem that arose in the panel itself. */
  readonly report: (problem: string) => void;
  readonly dismissProblem: () => void;
}

const NOTHING: ItemsWindow = { from: 0, total: 0, items: [] };

/** What the panel asks by itself: that this went well is no reason to take a problem away. */
const UNASKED: ReadonlySet<RequestName> = new Set([
  'drawn',
  'focused',
  'loadItems',
  'findInChat',
  'findOwnMessage',
  'ownMessages',
  'complete',
  'readDraft',
  'writeDraft',
  'knownPaths',
  'suggestions',
  'contextParts',
]);

/** What puts another chat in the place of the one that is shown. */
const LEAVING: ReadonlySet<RequestName> = new Set(['newChat', 'openChat', 'openHit', 'branchChat']);

/** Holds the host's view model and keeps it in step by its patches. */
export function createPanelStore(rpc: PanelRpc): PanelStore {
  let state: PanelState | undefined;
  let view = NOTHING;
  let sight: Sight = 'end';
  let problem: string | undefined;
  let isLoading = false;
  /** Patches that came while the whole state was on its way; it may hold some of them. */
  let early: EventBody<'patches'>[] = [];
  const changed = new Emitter<undefined>();
  const written = createWrittenChat();

  const setProblem = (message: string | undefined): void => {
    if (problem === message) return;
    problem = message;
    changed.fire(undefined);
  };

  const ask: PanelStore['ask'] = async (name, params) => {
    const answered = LEAVING.has(name) ? written.leave() : undefined;
    try {
      const result = await rpc.request(name, params);
      if (!UNASKED.has(name)) setProblem(undefined);
      return result;
    } catch (error) {
      setProblem(describeError(error));
      return undefined;
    } finally {
      answered?.();
    }
  };

  const viewEnd = (): void => {
    sight = 'end';
    view = state ?? NOTHING;
  };

  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    early = [];
    const loaded = await ask('ready', {});
    isLoading = false;
    if (loaded === undefined) return;
    const isElsewhere = sight !== 'end' && state?.status.chatId === loaded.status.chatId;
    const middle = isElsewhere ? view.items[Math.floor(view.items.length / 2)] : undefined;
    state = loaded;
    if (middle === undefined) viewEnd();
    for (const message of early) take(message);
    written.shows(state.status.chatId);
    changed.fire(undefined);
    // What the reader looks at may have missed patches too.
    if (middle !== undefined) {
      view = NOTHING;
      if ((await loadAround(middle.id, { before: 50, after: 50 })) === undefined) viewEnd();
      changed.fire(undefined);
    }
  };

  const loadAround: PanelStore['loadAround'] = async (around, size) => {
    const chatId = state?.status.chatId ?? '';
    const loaded = await ask('loadItems', { chatId, around, ...size });
    if (loaded === undefined || state?.status.chatId !== chatId) return undefined;
    // Patches came between the answer and now: it does not know of them.
    if (loaded.seq < state.seq) return loadAround(around, size);
    if (loaded.seq > state.seq) {
      await load();
      return undefined;
    }
    const { place, from, total, items } = loaded;
    if (place === undefined || items.length === 0) return undefined;
    view = joined(view, { from, total, items });
    trimView();
    changed.fire(undefined);
    return Math.max(0, Math.min(total - 1, place));
  };

  const trimView = (): void => {
    if (sight !== 'end') view = trimmedView(view, sight);
  };

  const takePatch = (before: PanelState, patch: Patch): PanelState => {
    const after = applyPatch(before, patch);
    if (patch.op === 'chat') {
      state = after;
      viewEnd();
    } else if (patch.op !== 'status') {
      view = view.items === before.items ? after : takeIntoView(view, patch, after);
    }
    return after;
  };

  const take = (message: EventBody<'patches'>): void => {
    if (state === undefined || message.seq <= state.seq) return;
    if (message.seq > state.seq + 1) {
      void load();
      return;
    }
    const known = message.patches.reduce(takePatch, state);
    state = trimmedEnd({ ...known, seq: message.seq });
    written.shows(state.status.chatId);
    if (sight === 'end') view = state;
    else trimView();
    // All that was loaded is gone, and what stands above it is the end now.
    if (state.items.length === 0 && state.total > 0) void load();
  };

  rpc.onEvent('patches', message => {
    if (isLoading) {
      early.push(message);
      return;
    }
    take(message);
    changed.fire(undefined);
  });

  return {
    get state() {
      return state;
    },
    get view() {
      return view;
    },
    get problem() {
      return problem;
    },
    written,
    onChange: changed.event,
    load,
    see: next => {
      sight = next;
    },
    loadAround,
    viewEnd: () => {
      viewEnd();
      changed.fire(undefined);
    },
    ask,
    report: setProblem,
    dismissProblem: () => {
      setProblem(undefined);
    },
  };
}
