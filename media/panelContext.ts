import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Highlighter } from './markdown/highlightQueue.ts';
import type { PanelStore } from './panelStore.ts';

/** What components need besides what they draw. */
export interface PanelContext {
  readonly ask: PanelStore['ask'];
  /** Shows a problem that arose in the panel itself. */
  readonly report: (problem: string) => void;
  /** Says something to a screen reader, politely and once. */
  readonly announce: (message: string) => void;
  /** Puts the keyboard into the composer; with a text, that becomes the draft. */
  readonly focusComposer: (draft?: string) => void;
  readonly highlight: Highlighter;
}

export const PanelContextProvider = createContext<PanelContext | undefined>(undefined);

export function usePanel(): PanelContext {
  const context = useContext(PanelContextProvider);
  if (context === undefined) throw new Error('A component stands outside of the panel');
  return context;
}
