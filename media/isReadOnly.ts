import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Whether nothing can be added to the chat that is shown, so that nothing offers to. */
export const IsReadOnly = createContext(false);

export function useIsReadOnly(): boolean {
  return useContext(IsReadOnly);
}
