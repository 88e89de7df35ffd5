const REDACTED = '[redacted]';

/** Takes secrets out of what tools bring back, before it is shown, stored or sent (invariant 6). */
export interface Redaction {
  /** Replaces every secret in a whole text. */
  text(text: string): string;
  /** Wraps a listener of text that comes in pieces; a secret may be cut anywhere between them. */
  stream(listener: (text: string) => void): {
    readonly push: (piece: string) => void;
    readonly end: () => void;
  };
}

/** @param secrets the exact values to replace, asked for at each use; empty ones are ignored */
export function createRedaction(secrets: () => readonly string[]): Redaction {
  const current = (): string[] => secrets().filter(secret => secret !== '');
  const replace = (text: string): string =>
    current().reduce((clean, secret) => clean.replaceAll(secret, () => REDACTED), text);

  return {
    text: replace,
    stream: listener => {
      let held = '';
      const tell = (text: string): void => {
        if (text !== '') listener(text);
      };
      return {
        push: piece => {
          const clean = replace(held + piece);
          const keep = Math.max(0, ...current().map(secret => startOf(secret, clean)));
          held = clean.slice(clean.length - keep);
          tell(clean.slice(0, clean.length - keep));
        },
        end: () => {
          tell(held);
          held = '';
        },
      };
    },
  };
}

/** Length of the longest end of `text` that a secret could begin with. */
function startOf(secret: string, text: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1) {
    if (secret.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}
