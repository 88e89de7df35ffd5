import { secretStream } from '../../base/secretStream.ts';
import { createRedaction } from '../../chat/redaction.ts';
import { boundedText } from './boundedText.ts';

/** UTF-16 code units of output that the result keeps: the head and the tail. */
export const OUTPUT_LIMIT = 60_000;
/** UTF-16 code units of output that are shown as it comes, apart from the terminal. */
export const LIVE_LIMIT = 200_000;

/** Where a command's output goes: to its result, its card, and whoever reads it. */
export interface OutputListeners {
  /** Output as plain text, up to `LIVE_LIMIT`. */
  readonly onOutput: (text: string) => void;
  /** All output as plain text, as it comes. */
  readonly onText?: (text: string) => void;
  /** Replaced wherever the command prints them (invariant 6), as are keys that are told by their form. */
  readonly secrets: readonly string[];
}

export interface CommandOutput {
  /** Plain text that the command printed, in any pieces. */
  push(plain: string): void;
  /** Nothing more comes. */
  end(): void;
  /** Words of our own, for the result. */
  say(text: string): void;
  text(): string;
}

export function commandOutput({ onOutput, onText, secrets }: OutputListeners): CommandOutput {
  const kept = boundedText(OUTPUT_LIMIT);
  const say = (text: string): void => {
    kept.append(text);
    onText?.(text);
  };
  let live = LIVE_LIMIT;
  // Before anything is cut or read in pieces: half a key would be found by nobody later.
  const masked = secretStream(text => {
    say(text);
    if (live > 0) onOutput(text.slice(0, live));
    live -= text.length;
  });
  const clean = createRedaction(() => secrets).stream(masked.push);
  return {
    push: clean.push,
    end: () => {
      clean.end();
      masked.end();
    },
    say,
    text: () => kept.text(),
  };
}
