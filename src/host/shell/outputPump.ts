import type { Readable } from 'node:stream';
import { controlSequenceStripper } from './controlSequences.ts';

/** A piece of output: as it came, for a terminal, and as plain text. */
export interface OutputPiece {
  readonly raw: string;
  readonly plain: string;
}

export interface OutputPump {
  /** Resolves when every stream has ended and all of it was handed on. */
  readonly ended: Promise<void>;
  /** Hands on what has arrived and reads no more. */
  stop(): void;
}

/** Output is handed on this often, in ms, rather than with each write of the program. */
const EVERY_MS = 25;
/**
 * UTF-16 code units read between two hand-overs; then the program waits. Without it, endless output
 * would pile up in VS Code's terminal, which takes whatever it is sent.
 */
const AT_ONCE = 64 * 1024;

/** Reads streams as UTF-8 (invalid bytes become U+FFFD) and hands the text on in batches. */
export function pumpOutput(
  streams: readonly Readable[],
  take: (piece: OutputPiece) => void,
): OutputPump {
  let raw = '';
  let plain = '';
  let timer: NodeJS.Timeout | undefined;
  let open = streams.length;
  let resolveEnded = (): void => undefined;
  const ended = new Promise<void>(resolve => {
    resolveEnded = resolve;
  });

  const handOver = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const piece = { raw, plain };
    raw = '';
    plain = '';
    if (piece.raw !== '') take(piece);
    for (const stream of streams) stream.resume();
  };

  for (const stream of streams) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    // Each stream has its own: a sequence of one is not split by what the other says.
    const strip = controlSequenceStripper();
    const add = (text: string): void => {
      raw += text;
      plain += strip(text);
      timer ??= setTimeout(handOver, EVERY_MS);
      if (raw.length >= AT_ONCE) for (const each of streams) each.pause();
    };
    let done = false;
    const close = (): void => {
      if (done) return;
      done = true;
      add(decoder.decode());
      open -= 1;
      if (open > 0) return;
      handOver();
      resolveEnded();
    };
    stream.on('data', (bytes: Buffer) => {
      add(decoder.decode(bytes, { stream: true }));
    });
    stream.once('close', close);
    // A pipe that breaks has said all that it will.
    stream.once('error', close);
  }

  return {
    ended,
    stop: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}
