import type { JsonObject } from '../../../src/base/json.ts';

/** What the local service answers one request with. */
export type Script = AnswerScript | RefusalScript | BytesScript;

/** How an answer travels. */
export interface Travel {
  /** UTF-16 code units of reasoning, text or arguments in one event; 12 if not said. */
  readonly chunkSize?: number;
  /** Pause before each write, in ms, ended by the client's going away. */
  readonly delayMs?: number;
  /** Lines end with CR LF. */
  readonly crlf?: true;
  /** A comment line before each event. */
  readonly comments?: true;
  /** The body is written in pieces of this many bytes. */
  readonly splitEvery?: number;
  /** The body ends without `[DONE]`. */
  readonly noDone?: true;
  /** Only this many bytes of the body are sent. */
  readonly cutAfterBytes?: number;
  /** What follows a cut; `destroy` if not said. */
  readonly cutWith?: End;
}

export type End = 'end' | 'destroy' | 'hang';

export interface AnswerScript extends Travel {
  readonly kind: 'answer';
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly ScriptedCall[];
  /** `whole`: a call's arguments come at once; else in pieces. */
  readonly callsAs?: 'whole' | 'pieces';
  readonly citations?: readonly { readonly url: string; readonly title: string }[];
  /** Queries that the service's own search ran; Responses only. */
  readonly searches?: readonly string[];
  /** Code that the service's own interpreter ran, and what it printed; Responses only. */
  readonly code?: { readonly input: string; readonly output: string };
  /** Why it ended; null leaves the end out. `stop` or `tool_calls` if not said. */
  readonly finish?: 'stop' | 'length' | 'content_filter' | null;
  /** Counted if not said; null leaves it out. */
  readonly usage?: Tokens | null;
  /** USD; left out if not said, as it is at times. */
  readonly cost?: number;
  /** Further answers where `n` asks for several; the first is repeated for those not said. */
  readonly others?: readonly string[];
}

export interface Tokens {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
  readonly reasoning: number;
}

export interface ScriptedCall {
  readonly id: string;
  readonly name: string;
  /** A string is sent as it is: whole, cut off or no JSON at all. */
  readonly arguments: JsonObject | string;
}

export interface RefusalScript extends Travel {
  readonly kind: 'refusal';
  readonly status: number;
  readonly code: string | null;
  readonly type: string;
  readonly message: string;
  readonly param: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** `{error: {…}}` of OpenAI or `{errors: […]}` of Runware; `error` if not said. */
  readonly form?: 'error' | 'errors';
  /** The stream begins with this text and fails then; the status is 200. */
  readonly afterText?: string;
}

/** Any bytes at all. */
export interface BytesScript {
  readonly kind: 'bytes';
  /** `none`: not even a status line. */
  readonly status: number | 'none';
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly string[];
  readonly then: End;
}

export function answer(script: Omit<AnswerScript, 'kind'>): AnswerScript {
  return { kind: 'answer', ...script };
}

export function refusal(
  status: number,
  code: string | null,
  more: Partial<Omit<RefusalScript, 'kind' | 'status' | 'code'>> = {},
): RefusalScript {
  return {
    kind: 'refusal',
    status,
    code,
    type: status >= 500 ? 'server_error' : 'invalid_request_error',
    message: `The service says ${String(code)}.`,
    param: null,
    headers: {},
    ...more,
  };
}

export function bytes(
  chunks: readonly string[],
  more: Partial<Omit<BytesScript, 'kind' | 'chunks'>> = {},
): BytesScript {
  return {
    kind: 'bytes',
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    chunks,
    then: 'end',
    ...more,
  };
}

export function argumentsOf(call: ScriptedCall): string {
  return typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
}

/** Pieces of `size` UTF-16 code units; a surrogate pair may fall apart. */
export function pieces(text: string, size = 12): string[] {
  const all: string[] = [];
  for (let start = 0; start < text.length; start += size) all.push(text.slice(start, start + size));
  return all;
}

/** As many tokens as a quarter of the characters, where the script does not say. */
export function tokensOf(script: AnswerScript, prompt: string): Tokens | undefined {
  if (script.usage !== undefined) return script.usage ?? undefined;
  const { reasoning = '', text = '', calls = [] } = script;
  const written = [reasoning, text, ...calls.map(argumentsOf)].join('');
  return {
    prompt: Math.ceil(prompt.length / 4),
    completion: Math.ceil(written.length / 4),
    cached: 0,
    reasoning: Math.ceil(reasoning.length / 4),
  };
}
