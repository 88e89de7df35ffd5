import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The levels that the model of the next message has. */
export const ThinkingLevels = createContext<readonly string[]>([]);

export function useThinkingLevels(): readonly string[] {
  return useContext(ThinkingLevels);
}
