import { maskSecrets, maskValues } from '../base/secretText.ts';
import type { ChatEvent } from './events.ts';

/** Of these strings nothing is masked: they are our own, and other lines name them. */
const OWN: ReadonlySet<string> = new Set(['type', 'id', 'callId', 'taskUUID', 'hash', 'mediaUUID']);

/**
 * An event as one line of the log: without keys and credentials that a person let the model see.
 * The chat as it runs still holds them; one that was read back does not.
 */
export function storedLine(event: ChatEvent): string {
  const holdsSecret =
    event.type === 'toolEnded' && event.sources?.some(({ origin }) => origin === 'secret') === true;
  return JSON.stringify(event, (key, value: unknown) => {
    if (typeof value !== 'string' || OWN.has(key)) return value;
    return holdsSecret && key === 'content' ? maskValues(value) : maskSecrets(value);
  });
}
