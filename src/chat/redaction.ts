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
  // Longest first: one may be a part of another.
  const current = (): string[] =>
    secrets()
      .filter(secret => secret !== '')
      .toSorted((a, b) => b.length - a.length);
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
          const text = held + piece;
          const cut = heldFrom(text, current());
          held = text.slice(cut);
          tell(replace(text.slice(0, cut)));
        },
        end: () => {
          tell(replace(held));
          held = '';
        },
      };
    },
  };
}

/** Where that begins which may become a secret, or a longer one, with what comes next. */
function heldFrom(text: string, secrets: readonly string[]): number {
  let cut = text.length - Math.max(0, ...secrets.map(secret => startOf(secret, text)));
  for (;;) {
    const moved = Math.min(cut, ...secrets.map(secret => beforeIt(secret, text, cut)));
    if (moved === cut) return cut;
    cut = moved;
  }
}

/** A place in the text, or where the secret begins that it would go through. */
function beforeIt(secret: string, text: string, place: number): number {
  const start = place === 0 ? -1 : text.lastIndexOf(secret, place - 1);
  return start >= 0 && start + secret.length > place ? start : place;
}

/** Length of the longest end of `text` that a secret could begin with. */
function startOf(secret: string, text: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1) {
    if (secret.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}
