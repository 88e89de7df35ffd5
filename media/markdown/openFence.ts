/** Lines of code that are drawn as one contained block, so that a growing fence costs its tail only. */
export const CHUNK_LINES = 40;

/**
 * A fenced code block at the left margin whose end has not arrived. While it is open the lexer is
 * not asked: a file of 100 KB that is being written would be lexed anew at each frame.
 */
export interface OpenFence {
  /** The backticks or tildes that opened it. */
  readonly marker: string;
  readonly language: string;
  /** Whole chunks of `CHUNK_LINES` lines, each ending in a line break. */
  readonly chunks: readonly string[];
  /** Offset in the message of the first line that is in no chunk yet. */
  readonly restAt: number;
  /** Offset of the first line that was not yet looked at for the closing fence. */
  readonly scannedTo: number;
}

export type FenceStep =
  | { readonly closed: false; readonly fence: OpenFence }
  /** `endsAt` is the offset behind the closing line. */
  | { readonly closed: true; readonly endsAt: number };

/**
 * Starts at the fence whose opening line stands at `start`; undefined if there is none that is open.
 * @param language as the lexer read it off the opening line
 */
export function openFenceAt(text: string, start: number, language: string): OpenFence | undefined {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd < 0) return undefined;
  const marker = /^(?:`{3,}|~{3,})/.exec(text.slice(start, lineEnd))?.[0];
  if (marker === undefined) return undefined;
  const bodyAt = lineEnd + 1;
  const fence = { marker, language, chunks: [], restAt: bodyAt, scannedTo: bodyAt };
  const step = growFence(fence, text);
  return step.closed ? undefined : step.fence;
}

/** Takes in what arrived since; `text` only ever grows at its end. */
export function growFence(fence: OpenFence, text: string): FenceStep {
  const closing = closingLine(fence);
  const chunks = [...fence.chunks];
  let { restAt, scannedTo } = fence;
  let lines = countLines(text, restAt, scannedTo);
  for (;;) {
    const lineEnd = text.indexOf('\n', scannedTo);
    if (lineEnd < 0) break;
    if (closing.test(text.slice(scannedTo, lineEnd))) return { closed: true, endsAt: lineEnd + 1 };
    scannedTo = lineEnd + 1;
    lines += 1;
    if (lines === CHUNK_LINES) {
      chunks.push(text.slice(restAt, scannedTo));
      restAt = scannedTo;
      lines = 0;
    }
  }
  return { closed: false, fence: { ...fence, chunks, restAt, scannedTo } };
}

/** The lines behind the whole chunks, without the line break that ends the block. */
export function fenceRest(fence: OpenFence, text: string): string {
  const unfinished = text.slice(fence.scannedTo);
  const isClosing = closingLine(fence).test(unfinished);
  const rest = text.slice(fence.restAt, isClosing ? fence.scannedTo : undefined);
  return rest.endsWith('\n') ? rest.slice(0, -1) : rest;
}

/** Whether a block of code, as the lexer cut it out of what surrounds it, has its closing fence. */
export function isClosedFence(raw: string): boolean {
  const marker = /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1];
  const code = raw.trimEnd();
  const lastLine = code.lastIndexOf('\n') + 1;
  return marker !== undefined && lastLine > 0 && closingLine({ marker }).test(code.slice(lastLine));
}

/** As long as the opening marker or longer, of the same character (CommonMark 4.5). */
function closingLine({ marker }: Pick<OpenFence, 'marker'>): RegExp {
  return new RegExp(`^ {0,3}${marker}${marker.charAt(0)}* *$`);
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
