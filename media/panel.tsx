import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { DisposableStore } from '../src/base/disposable.ts';
import type { PanelRpc } from '../src/protocol/rpc.ts';
import type { PanelState } from '../src/protocol/viewModel.ts';
import { announcements } from './announcements.ts';
import { Announcer } from './announcer.tsx';
import { NotLoaded } from './banners.tsx';
import { Chat, type PageName } from './chat.tsx';
import type { ComposerHandle } from './composer.tsx';
import type { DraftStore } from './draft.ts';
import type { Highlighter } from './markdown/highlightQueue.ts';
import { PanelContextProvider, type PanelContext } from './panelContext.ts';
import type { PanelStore } from './panelStore.ts';
import type { SavedState } from './savedState.ts';
import { usePageFocus } from './usePageFocus.ts';

/**
 * ms between two drawings, at least: every fifth frame. What comes after a pause is drawn at once;
 * text that arrives is read no slower, and four fifths of the work are saved.
 */
const PACE_MS = 78;
/** ms before that at which the frame is asked for, as a timer may be late. */
const EARLY_MS = 8;

/** The whole panel. Drawn at a steady pace, however many patches arrive. */
export function Panel(props: {
  readonly store: PanelStore;
  readonly rpc: PanelRpc;
  readonly drafts: DraftStore;
  readonly saved: SavedState;
  readonly highlight: Highlighter;
}): VNode {
  const { store, rpc, drafts, saved, highlight } = props;
  useRedraw(store);
  const composer = useRef<ComposerHandle>(null);
  const onFind = useRef((): void => undefined);
  const [page, show] = useState<PageName>('chat');
  const [said, say] = useReducer(
    (before: { readonly number: number; readonly text: string }, text: string) => ({
      number: before.number + 1,
      text,
    }),
    { number: 0, text: '' },
  );

  const context = useMemo(
    (): PanelContext => ({
      ask: store.ask,
      report: store.report,
      announce: say,
      focusComposer: draft => composer.current?.focus(draft),
      highlight,
    }),
    [store, highlight],
  );
  // Before `main.tsx` asks for the state: an event that nobody listens to is lost.
  useLayoutEffect(() => {
    const subscriptions = new DisposableStore();
    subscriptions.add(
      rpc.onEvent('focusComposer', ({ text }) => {
        show('chat');
        composer.current?.offer(text);
      }),
    );
    subscriptions.add(rpc.onEvent('showHistory', () => show('history')));
    subscriptions.add(rpc.onEvent('showUsage', () => show('usage')));
    subscriptions.add(
      rpc.onEvent('findInChat', () => {
        show('chat');
        onFind.current();
      }),
    );
    subscriptions.add(
      rpc.onEvent('addImages', ({ files }) => {
        show('chat');
        composer.current?.addImages(files);
      }),
    );
    subscriptions.add(
      rpc.onEvent('addChips', ({ chips }) => {
        show('chat');
        composer.current?.addChips(chips);
      }),
    );
    subscriptions.add(rpc.onEvent('currentChip', ({ chip }) => composer.current?.setCurrent(chip)));
    return () => subscriptions.dispose();
  }, [rpc]);
  useAnnouncements(store.state, say);
  const chatId = store.state?.status.chatId;
  useEffect(() => {
    if (chatId !== undefined) saved.write({ chatId });
  }, [chatId]);
  useEffect(() => {
    // VS Code listens at the window to all keys; Ctrl+F would open the editor's own search as well.
    const keepFromVsCode = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) event.stopPropagation();
    };
    document.addEventListener('keydown', keepFromVsCode);
    return () => document.removeEventListener('keydown', keepFromVsCode);
  }, []);
  usePageFocus(
    store.state !== undefined,
    () => void store.ask('focused', {}),
    () => composer.current?.focus(),
  );

  const { state, problem } = store;
  return (
    <PanelContextProvider.Provider value={context}>
      {state === undefined ? (
        <NotLoaded problem={problem} onRetry={() => void store.load()} />
      ) : (
        <Chat
          state={state}
          problem={problem}
          store={store}
          drafts={drafts}
          saved={saved}
          composer={composer}
          page={page}
          show={show}
          onFind={onFind}
        />
      )}
      <Announcer said={said} />
    </PanelContextProvider.Provider>
  );
}

function useRedraw(store: PanelStore): void {
  const [, setDrawn] = useState(0);
  useLayoutEffect(() => {
    let isWaiting = false;
    let timer: number | undefined;
    let frame: number | undefined;
    let last = -Infinity;
    const draw = (now: number): void => {
      isWaiting = false;
      last = now;
      setDrawn(count => count + 1);
    };
    const drawInFrame = (): void => {
      frame = requestAnimationFrame(draw);
    };
    const subscription = store.onChange(() => {
      if (isWaiting) return;
      isWaiting = true;
      const since = performance.now() - last;
      // A clock that was set back is no reason to wait.
      const left = since < 0 ? 0 : PACE_MS - since;
      // Asking for each frame until then would wake the page for nothing.
      if (left > EARLY_MS) timer = setTimeout(drawInFrame, left - EARLY_MS);
      else drawInFrame();
    });
    return () => {
      subscription.dispose();
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [store]);
}

function useAnnouncements(state: PanelState | undefined, say: (text: string) => void): void {
  const before = useRef(state);
  // No effect that waits for the frame's end: it would need a timer with each piece of an answer.
  useLayoutEffect(() => {
    if (state !== undefined) {
      const said = announcements(before.current, state);
      if (said.length > 0) say(said.join(' '));
    }
    before.current = state;
  }, [state]);
}
