import { maskSecrets, maskValues } from '../base/secretText.ts';
import type { ChatEvent } from './events.ts';

/** Of these strings nothing is masked: they are our own, and other lines name them. */
const OWN: ReadonlySet<string> = new Set(['type', 'id', 'callId', 'taskUUID', 'hash', 'mediaUUID']);

/**
 * An event as one line of the log: without keys and credentials that a person let the model see.
 * The chat as it runs still holds them; one that was read back does not.
 */
export function storedLine(event: ChatEvent): string {
  const secretKey = keyOfSecrets(event);
  return JSON.stringify(event, (key, value: unknown) => {
    if (typeof value !== 'string' || OWN.has(key)) return value;
    return key === secretKey ? maskValues(value) : maskSecrets(value);
  });
}

/** Under which key an event holds text of a file that is secret by name. */
function keyOfSecrets(event: ChatEvent): string | undefined {
  if (event.type === 'toolEnded') {
    return event.sources?.some(({ origin }) => origin === 'secret') === true
      ? 'content'
      : undefined;
  }
  if (event.type === 'userMessage' || event.type === 'messageQueued') {
    return event.attachments.some(({ origin }) => origin === 'secret') ? 'text' : undefined;
  }
  // The rows of a diff.
  const isSecretEdit =
    event.type === 'toolProposed' && event.reasons?.levels.includes('secret') === true;
  return isSecretEdit && event.shown.kind === 'edit' ? 'text' : undefined;
}
