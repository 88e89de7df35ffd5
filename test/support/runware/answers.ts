import type { JsonObject, JsonValue } from '../../../src/base/json.ts';

/** What the local service answers one text task with; enqueued by a test or made by a script. */
export type Answer = TextAnswer | ToolsAnswer | ErrorAnswer | RawAnswer;

/** How the answer travels; every one of these was seen or must be survived (spec/runware-api.md 5). */
export interface Delivery {
  /** UTF-16 code units of reasoning, text or argument text in one event; 12 if not said. A pair may be split. */
  readonly chunkSize?: number;
  /** Pause before each event, ended by the client's going away. */
  readonly delayMs?: number;
  /** Lines end with CR LF. */
  readonly crlf?: true;
  /** The body ends without `[DONE]`. */
  readonly noDone?: true;
  /** Only this many bytes of the body are sent. */
  readonly cutAfterBytes?: number;
  /** What follows a cut; `destroy` if not said. */
  readonly cutWith?: RawEnd;
  /** A comment line before each event. */
  readonly comments?: true;
  /** The body is written in pieces of this many bytes. */
  readonly splitEvery?: number;
  /** The event that carries finishReason; `emptyDelta` if not said. */
  readonly lastEvent?: 'emptyDelta' | 'noDelta' | 'withText';
  /** How often `getResponse` says `processing` before the result; 1 for async tasks, else 0. */
  readonly pollsBeforeDone?: number;
  /** How the row of a task that is not ready is called; `getResponse` if not said. */
  readonly pendingAs?: 'textInference';
  /** The service does not know the task later on; with `results` the archive alone does. */
  readonly forgotten?: true | 'results';
}

/** Fields of whatever name, put on the last piece of the content (spec/runware-api.md 4.5). */
export interface Beside {
  /** On the item, in its `delta` (of a stream), or in `choices[0].delta`. */
  readonly at: 'item' | 'delta' | 'choices';
  readonly fields: JsonObject;
}

interface Further {
  /** What the second and later of several results are; the first once more if not said. */
  readonly others?: readonly (TextAnswer | ToolsAnswer)[];
  readonly beside?: Beside;
}

interface Billing {
  /** Sent exactly so; null leaves it out though it was asked for. Otherwise counted. */
  readonly usage?: JsonObject | null;
  /** Sent exactly so; null leaves it out though it was asked for. Otherwise computed from the usage. */
  readonly cost?: JsonValue;
}

/** What tools of the service did and found. Its form is published nowhere (spec/runware-api.md 4.5). */
export interface ServiceSide {
  readonly sources?: ScriptedSources;
  readonly serviceTools?: ScriptedServiceTools;
}

export interface ScriptedSource {
  readonly url: string;
  readonly title?: string;
}

export interface ScriptedSources {
  readonly list: readonly ScriptedSource[];
  /** `sources` if not said. */
  readonly as?: SourceForm;
  /** Where a stream carries them, behind the text; `item` if not said. A whole result has them itself. */
  readonly at?: 'item' | 'delta' | 'choices';
}

/**
 * `sources: [{url, title}]`, `citations: [{url, title}]`, `citations: [url]`,
 * `annotations: [{type: 'url_citation', url_citation: {url, title, start_index, end_index}}]`, the
 * same flat, `groundingMetadata: {groundingChunks: [{web: {uri, title}}]}`.
 */
export type SourceForm =
  | 'sources'
  | 'citations'
  | 'citationUrls'
  | 'annotations'
  | 'flatAnnotations'
  | 'groundingMetadata';

export interface ScriptedServiceTools {
  readonly uses: readonly ScriptedServiceTool[];
  /** `tools` if not said. */
  readonly field?: CallShape['field'];
  /**
   * `{id, type, input: {query | code}, output}`, `{id, type, query | code, output}` or
   * `{id, name, input: {query | code}, output}`; `input` if not said.
   */
  readonly element?: 'input' | 'flat' | 'named';
  /** Where a stream carries them, one event each, before the text; `delta` if not said. */
  readonly at?: 'item' | 'delta';
}

export interface ScriptedServiceTool {
  readonly tool: 'search' | 'codeInterpreter';
  /** Made up if not said. */
  readonly id?: string;
  /** The query or the code. */
  readonly input?: string;
  readonly output?: string;
}

export interface TextAnswer extends Delivery, Billing, Further, ServiceSide {
  readonly kind: 'text';
  readonly text: string;
  readonly reasoning?: string;
  /** `stop` if not said; null leaves it out. */
  readonly finishReason?: string | null;
  /** Sent as one string unless said. */
  readonly reasoningAs?: 'list';
  /** `text` is JSON and not sent as a string of it: spec/runware-api.md 2.2. Sync only. */
  readonly textAs?: 'parsed' | 'encodedTwice';
}

export interface ToolsAnswer extends Delivery, Billing, Further, ServiceSide {
  readonly kind: 'tools';
  readonly calls: readonly ScriptedCall[];
  readonly text?: string;
  readonly reasoning?: string;
  /** `tool_calls` if not said; null leaves it out. */
  readonly finishReason?: string | null;
  readonly shape?: Partial<CallShape>;
}

export interface ScriptedCall {
  /** Made up if not said; null sends the call without one. */
  readonly id?: string | null;
  readonly name: string;
  /** A string is sent as it is: whole, cut off or no JSON at all. */
  readonly arguments: JsonObject | string;
}

/** A tool call's form on the wire is published nowhere: all that spec/runware-api.md 4.4 names. */
export interface CallShape {
  readonly field: 'toolCalls' | 'tools' | 'tool_calls' | 'toolUse';
  /** `{id, name, input}`, `{id, name, arguments}` or `{id, type, function: {name, arguments}}`. */
  readonly element: 'input' | 'arguments' | 'function';
  readonly arguments: 'object' | 'string';
  /** `whole`: all calls in one event; `each`: one event a call; `pieces`: argument text in pieces. */
  readonly streamed: 'whole' | 'each' | 'pieces';
  /** What ties later pieces to their call. */
  readonly pieceKey: 'index' | 'id';
  /** Where a stream carries them: in `delta` or beside it. */
  readonly at: 'delta' | 'item';
}

export const defaultShape: CallShape = {
  field: 'tools',
  element: 'input',
  arguments: 'object',
  streamed: 'whole',
  pieceKey: 'index',
  at: 'delta',
};

export interface ErrorAnswer extends Delivery {
  readonly kind: 'error';
  /** HTTP status; 200 is possible (spec/runware-api.md 1.3). */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly parameter?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The stream starts well with `text` and fails after this many events; status is then 200. */
  readonly inStreamAfter?: number;
  readonly text?: string;
  /** `{errors: […]}`, `{error: {…}, taskUUID}` or a bare array; `errors` if not said. */
  readonly form?: 'errors' | 'error' | 'array';
  /** When an async task fails: at once, or when polled, as a data item or in `errors`. `submit` if not said. */
  readonly asyncAt?: 'submit' | 'pollItem' | 'pollErrors';
}

export type RawEnd = 'end' | 'destroy' | 'hang';

/** Any bytes at all. */
export interface RawAnswer {
  readonly kind: 'raw';
  /** `none`: not even a status line; the connection hangs or is destroyed. */
  readonly status: number | 'none';
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly (string | Uint8Array)[];
  readonly then: RawEnd;
  readonly delayMs?: number;
  /** What the service made all the same, for `getResponse`; without it the task is unknown there. */
  readonly made?: TextAnswer | ToolsAnswer;
}

export function text(content: string, options: Omit<TextAnswer, 'kind' | 'text'> = {}): TextAnswer {
  return { kind: 'text', text: content, ...options };
}

export function tools(
  calls: readonly ScriptedCall[],
  options: Omit<ToolsAnswer, 'kind' | 'calls'> = {},
): ToolsAnswer {
  return { kind: 'tools', calls, ...options };
}

export function error(
  status: number,
  code: string,
  options: Partial<Omit<ErrorAnswer, 'kind' | 'status' | 'code'>> = {},
): ErrorAnswer {
  return { kind: 'error', status, code, message: `The service says ${code}.`, ...options };
}

export function raw(
  chunks: readonly (string | Uint8Array)[],
  options: Partial<Omit<RawAnswer, 'kind' | 'chunks'>> = {},
): RawAnswer {
  return {
    kind: 'raw',
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    chunks,
    then: 'end',
    ...options,
  };
}

/** A page of a proxy or a captive portal. */
export function html(status: number): RawAnswer {
  return raw(['<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>'], {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

/** The connection is closed, or never answered, before a status line. */
export function noResponse(then: 'destroy' | 'hang'): RawAnswer {
  return raw([], { status: 'none', headers: {}, then });
}
