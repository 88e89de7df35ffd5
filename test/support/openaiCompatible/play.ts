import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { delay } from '../../../src/base/abort.ts';
import { isAbort } from '../../../src/base/errors.ts';
import type { End, Travel } from './scripts.ts';

/** Bytes of an HTTP answer and how they are put on the wire. */
export interface Plan {
  readonly status: number | 'none';
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly (string | Uint8Array)[];
  readonly delayMs: number;
  readonly then: End;
}

export interface NamedEvent {
  /** Undefined for a format whose events have no names. */
  readonly event?: string;
  readonly data: unknown;
}

export function eventStream(events: readonly NamedEvent[], travel: Travel): Plan {
  const frames = events.map(({ event, data }) => {
    const name = event === undefined ? '' : `event: ${event}\n`;
    return `${travel.comments ? ': ping\n\n' : ''}${name}data: ${JSON.stringify(data)}\n\n`;
  });
  if (!travel.noDone) frames.push('data: [DONE]\n\n');
  return travelling(200, { 'content-type': 'text/event-stream; charset=utf-8' }, frames, travel);
}

export function document(
  status: number,
  body: unknown,
  travel: Travel & { readonly headers?: Readonly<Record<string, string>> } = {},
): Plan {
  const headers = { 'content-type': 'application/json', ...travel.headers };
  return travelling(status, headers, [JSON.stringify(body)], travel);
}

function travelling(
  status: number,
  headers: Readonly<Record<string, string>>,
  frames: readonly string[],
  travel: Travel,
): Plan {
  const { cutAfterBytes, splitEvery, delayMs = 0, cutWith = 'destroy' } = travel;
  const lines = travel.crlf ? frames.map(frame => frame.replaceAll('\n', '\r\n')) : frames;
  const whole = cutAfterBytes === undefined && splitEvery === undefined;
  const body = Buffer.from(lines.join('')).subarray(0, cutAfterBytes);
  const size = splitEvery ?? Math.max(1, body.length);
  const chunks = whole
    ? lines
    : Array.from({ length: Math.ceil(body.length / size) }, (_none, index) =>
        body.subarray(index * size, (index + 1) * size),
      );
  return { status, headers, chunks, delayMs, then: cutAfterBytes === undefined ? 'end' : cutWith };
}

/** @param gone aborted when the client has left: then there is nobody left to tell */
export async function play(plan: Plan, response: ServerResponse, gone: AbortSignal): Promise<void> {
  if (plan.status !== 'none') {
    response.writeHead(plan.status, plan.headers);
    if (plan.chunks.length !== 1) response.flushHeaders();
  }
  for (const chunk of plan.chunks) {
    await pause(plan.delayMs, gone);
    if (gone.aborted) return;
    response.write(chunk);
    await nextTurn();
  }
  if (gone.aborted) return;
  if (plan.then === 'destroy') response.destroy();
  if (plan.then === 'end') response.end();
}

async function pause(ms: number, gone: AbortSignal): Promise<void> {
  if (ms === 0) return;
  try {
    await delay(ms, gone);
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}
