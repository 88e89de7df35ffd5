import type { RawEnd } from '../support/runware/answers.ts';

/** The same events in the form of one service. */
export interface Dialect {
  text(words: string): object;
  reasoning(words: string): object;
  /** A piece of the one tool call; the first names the tool. */
  call(args: string, first: boolean): object;
  /** @param reason as the native service calls it */
  finish(reason: string): object;
  error(code: string): object;
}

/** A way in which a stream goes wrong, or looks as if it did. */
export interface StreamFault {
  readonly name: string;
  /** Of the case in acceptance/cases.md. */
  readonly number: string;
  readonly body: (dialect: Dialect) => readonly (string | Uint8Array)[];
  readonly then: Extract<RawEnd, 'end' | 'destroy'>;
  readonly status?: number;
  readonly contentType?: string;
  /** What ours has to make of it where the service cannot give the answer a second time. */
  readonly ours: 'complete' | 'truncated' | 'throws';
  /** The text that there is at the end; the same for both. */
  readonly text: string;
  /** How many calls of the answer may be run. */
  readonly runnable: 0 | 1;
}

export const words = 'Grüße! 👩‍👩‍👧 The diff renames a flag. ';
const megabyte = 'ä'.repeat(500_000);

const sse = (event: object | string): string =>
  `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
const DONE = sse('[DONE]');

const args = '{"path":"src/a.ts"}';
const callOf = (d: Dialect, pieces: readonly string[]): string[] =>
  pieces.map((piece, index) => sse(d.call(piece, index === 0)));
const bytesOf = (text: string): Uint8Array[] => [...Buffer.from(text)].map(b => Uint8Array.of(b));
const page = '<!DOCTYPE html><html><body>Please log in</body></html>';
const html = { contentType: 'text/html' };

const cut = { ours: 'truncated', runnable: 0 } as const;
const whole = { ours: 'complete', then: 'end', runnable: 0 } as const;
const wrong = { ours: 'throws', then: 'end', runnable: 0 } as const;

export const streamFaults: readonly StreamFault[] = [
  {
    ...{ name: 'broken in text', number: 'R39', ...cut, then: 'destroy', text: words },
    body: d => [sse(d.text(words)), sse(d.text('And')).slice(0, -9)],
  },
  {
    ...{ name: 'ended in text, without [DONE]', number: 'R39', ...cut, then: 'end', text: words },
    body: d => [sse(d.text(words))],
  },
  {
    ...{ name: 'ended inside an event', number: 'R39', ...cut, then: 'end', text: words },
    body: d => [sse(d.text(words)), sse(d.text('And')).slice(0, -9)],
  },
  {
    ...{ name: 'broken between two events', number: 'R39', ...cut, then: 'destroy', text: words },
    body: d => [sse(d.text(words)), ': ping\n\n'],
  },
  {
    ...{ name: 'broken in reasoning', number: 'R39', ...cut, then: 'destroy', text: '' },
    body: d => [sse(d.reasoning('Let me see. '))],
  },
  {
    ...{ name: 'ended in reasoning', number: 'R39', ...cut, then: 'end', text: '' },
    body: d => [sse(d.reasoning('Let me see. '))],
  },
  {
    ...{ name: 'broken in tool arguments', number: 'R37', ...cut, then: 'destroy', text: '' },
    body: d => callOf(d, ['', args.slice(0, 9)]),
  },
  {
    ...{ name: 'ended in tool arguments', number: 'R37', ...cut, then: 'end', text: '' },
    body: d => callOf(d, ['', args.slice(0, 9)]),
  },
  {
    ...{
      name: 'ended behind a call that looks whole',
      number: 'R37',
      ...cut,
      then: 'end',
      text: '',
    },
    body: d => callOf(d, ['', args]),
  },
  {
    ...{ name: 'broken behind finishReason, without [DONE]', number: 'R39', ...whole, text: words },
    then: 'destroy',
    body: d => [sse(d.text(words)), sse(d.finish('stop'))],
  },
  {
    ...{ name: 'ended behind finishReason, without [DONE]', number: 'R39', ...whole, text: words },
    body: d => [sse(d.text(words)), sse(d.finish('stop'))],
  },
  {
    ...{ name: 'output limit inside tool arguments', number: 'R37', ...whole, text: '' },
    body: d => [...callOf(d, ['', args.slice(0, 9)]), sse(d.finish('length')), DONE],
  },
  {
    ...{ name: 'tool arguments that are no JSON', number: 'R37', ...whole, text: '' },
    body: d => [...callOf(d, ['', '{"path": src}']), sse(d.finish('tool_calls')), DONE],
  },
  {
    ...{ name: 'tool arguments in single characters', number: 'R37', ...whole, text: '' },
    runnable: 1,
    body: d => [...callOf(d, ['', ...(args.match(/./g) ?? [])]), sse(d.finish('tool_calls')), DONE],
  },
  {
    ...{ name: 'a web page with status 200', number: 'R44', ...wrong, ...html, text: '' },
    body: () => [page],
  },
  {
    ...{ name: 'a web page with status 502', number: 'R44', ...wrong, ...html, text: '' },
    status: 502,
    body: () => [page],
  },
  {
    ...{ name: 'an error inside the stream', number: 'R39', ...wrong, text: words },
    body: d => [sse(d.text(words)), sse(d.error('timeoutProvider'))],
  },
  {
    ...{ name: 'an error as JSON with status 200', number: 'R44', ...wrong, text: '' },
    contentType: 'application/json',
    body: d => [JSON.stringify(d.error('insufficientCredits'))],
  },
  {
    ...{ name: 'an event that is no JSON', number: 'R41', ...cut, then: 'end', text: words },
    body: d => [sse(d.text(words)), sse('oops'), sse(d.finish('stop')), DONE],
  },
  {
    ...{ name: 'nothing at all', number: 'R38', ...wrong, text: '' },
    body: () => [],
  },
  {
    ...{ name: '[DONE] and nothing else', number: 'R38', ...whole, text: '' },
    body: () => [DONE],
  },
  {
    ...{ name: 'every byte a chunk of its own', number: 'R40', ...whole, text: words },
    body: d => bytesOf([sse(d.text(words)), sse(d.finish('stop')), DONE].join('')),
  },
  {
    ...{ name: 'CRLF, comments and blank lines', number: 'R41', ...whole, text: words },
    body: d =>
      [': ping\n\n\n', sse(d.text(words)), ':\n', sse(d.finish('stop')), DONE].map(part =>
        part.replaceAll('\n', '\r\n'),
      ),
  },
  {
    ...{ name: 'an event of a megabyte', number: 'R41', ...whole, text: megabyte },
    body: d => [sse(d.text(megabyte)), sse(d.finish('stop')), DONE],
  },
];

export const native: Dialect = {
  text: text => ({ delta: { text }, finishReason: null }),
  reasoning: reasoningContent => ({ delta: { reasoningContent }, finishReason: null }),
  call: (piece, first) => ({
    delta: {
      toolCalls: [
        { index: 0, ...(first ? { id: 'call_a', name: 'read_file' } : {}), arguments: piece },
      ],
    },
    finishReason: null,
  }),
  finish: finishReason => ({ delta: {}, finishReason }),
  error: code => ({ errors: [{ code, message: `The service says ${code}.` }] }),
};

const chunk = (delta: object, reason: string | null = null): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_795_000_000,
  model: 'gpt-5.5',
  choices: [{ index: 0, delta, finish_reason: reason }],
});

/** What the `openai` package reads. */
export const chatCompletions: Dialect = {
  text: content => chunk({ content }),
  reasoning: reasoning_content => chunk({ reasoning_content }),
  call: (piece, first) =>
    chunk({
      tool_calls: [
        {
          index: 0,
          ...(first ? { id: 'call_a', type: 'function' } : {}),
          function: { ...(first ? { name: 'read_file' } : {}), arguments: piece },
        },
      ],
    }),
  finish: reason => chunk({}, reason),
  error: code => ({ error: { code, message: `The service says ${code}.` } }),
};
