import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The chat that is shown: a decision says which chat it was made in (S22). */
export const ChatId = createContext('');

export function useChatId(): string {
  return useContext(ChatId);
}
