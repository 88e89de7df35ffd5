import type { ModelMessage, ModelRequest } from '../../src/api/modelClient.ts';
import type { ShownProposal } from '../../src/chat/eventParts.ts';
import type { ChatEvent, LiveEvent } from '../../src/chat/events.ts';

/** A chat as a text for people: what happened in order, without ids, times and hashes that vary. */
export function renderChat(
  events: readonly (ChatEvent | LiveEvent)[],
  requests: readonly ModelRequest[],
): string {
  return [
    ...readsInOrder(joined(events)).flatMap(renderEvent),
    '',
    ...renderRequests(requests),
    '',
  ].join('\n');
}

/** Pieces of a text as one: how they are cut is not what these transcripts are about. */
function joined(events: readonly (ChatEvent | LiveEvent)[]): (ChatEvent | LiveEvent)[] {
  const list: (ChatEvent | LiveEvent)[] = [];
  for (const event of events) {
    const last = list.at(-1);
    const isPiece = event.type === 'text' || event.type === 'reasoning';
    if (isPiece && last?.type === event.type) {
      list[list.length - 1] = { ...event, text: last.text + event.text };
    } else {
      list.push(event);
    }
  }
  return list;
}

/** Reads side by side end in any order; here they stand one by one. Effects stay where they were. */
function readsInOrder(events: readonly (ChatEvent | LiveEvent)[]): (ChatEvent | LiveEvent)[] {
  const effects = new Set(events.flatMap(e => (e.type === 'toolProposed' ? [e.callId] : [])));
  const order = events.flatMap(e => (e.type === 'answerEnded' ? e.toolCalls : [])).map(c => c.id);
  const list: (ChatEvent | LiveEvent)[] = [];
  let reads: { event: ChatEvent | LiveEvent; place: number }[] = [];
  const flush = (): void => {
    list.push(...reads.sort((a, b) => a.place - b.place).map(({ event }) => event));
    reads = [];
  };
  for (const event of events) {
    const isRead =
      (event.type === 'toolStarted' || event.type === 'toolEnded') && !effects.has(event.callId);
    if (isRead) {
      reads.push({ event, place: order.indexOf(event.callId) });
    } else {
      flush();
      list.push(event);
    }
  }
  flush();
  return list;
}

function renderEvent(event: ChatEvent | LiveEvent): string[] {
  switch (event.type) {
    case 'created':
    case 'imported':
      return [];
    case 'titled':
      return [`# ${event.title}`];
    case 'userMessage':
      return ['', event.steers === true ? 'user, steering' : 'user', ...indented(event.text)];
    case 'messageQueued':
      return [`queued to ${event.how}: ${event.text}`];
    case 'queueRemoved':
      return [`removed from the queue: ${event.id}`];
    case 'messageDeleted':
      return [`deleted ${event.messageId}`];
    case 'messageRestored':
      return [`restored ${event.messageId}`];
    case 'pinned':
      return [`${event.isPinned ? 'pinned' : 'unpinned'} ${event.id}`];
    case 'branched':
      return [`branched from ${event.chatId}`];
    case 'retried':
      return ['', 'retried'];
    case 'requestSent':
      return ['', `request ${event.taskUUID} to ${event.model}, ${event.thinkingLevel ?? ''}`];
    case 'requestResumed':
      return ['', `asked again for ${event.taskUUID}`];
    case 'prefixBroken':
      return [`cache broken by ${event.reason}: ${event.tokens} tokens`];
    case 'adjusted':
      return [`adjusted: ${event.message}`];
    case 'sourcesFound':
      return ['  sources', ...indented(event.sources.map(({ url }) => url).join('\n'), 4)];
    case 'serviceToolUsed':
      return [`  the service ran ${event.use.tool}`];
    case 'answersOffered':
      return ['  answers', ...event.answers.flatMap(({ text }) => indented(text, 4))];
    case 'answerKept':
      return [`kept answer ${event.index}`];
    case 'costSettled':
      return [`cost of ${event.taskUUID}: ${event.costUsd}`];
    case 'budgetRaised':
      return [`budget raised by ${event.usd}`];
    case 'contextRaised':
      return [`context raised to ${event.tokens}`];
    case 'imageUploaded':
      return [`uploaded ${event.imageId}`];
    case 'summarised':
      return ['summarised', ...indented(event.summary.goal)];
    case 'rewound':
      return [`rewound to before ${event.messageId}`];
    case 'editsUndone':
      return [
        'the user undid',
        ...event.edits.flatMap(({ path, line, rows }) =>
          indented([`${path}:${line}`, ...rows].join('\n')),
        ),
      ];
    case 'instructionsLoaded':
      return [`instructions: ${event.files.map(({ path }) => path).join(', ')}`];
    case 'reasoning':
      return ['  thinking', ...indented(event.text, 4)];
    case 'text':
      return ['  text', ...indented(event.text, 4)];
    case 'receivingCall':
      return [`  receiving ${event.callId} ${event.name}: ${event.argumentsDelta}`];
    case 'waiting':
      return [`  waiting: ${event.reason}`];
    case 'answerEnded':
      return [
        `  ended by ${event.finishReason}, calls: ${callsOf(event.toolCalls)}${billed(event)}`,
      ];
    case 'toolProposed':
      return [
        `${event.callId} ${event.asks ? 'asks' : 'is allowed'}`,
        ...indented(shown(event.shown)),
      ];
    case 'toolDecided':
      return [`${event.callId} decided: ${event.decision}`];
    case 'toolStarted':
      return [`${event.callId} started: ${event.title}`];
    case 'toolOutput':
      return [`${event.callId} prints ${JSON.stringify(event.text)}`];
    case 'toolEnded':
      return [`${event.callId} ${event.state} (${event.summary})`, ...indented(event.content)];
    case 'turnEnded':
      return ['', `turn ended: ${event.reason}`, ...(event.error ? renderError(event.error) : [])];
  }
}

function renderError({
  message,
  action,
}: NonNullable<Extract<ChatEvent, { type: 'turnEnded' }>['error']>): string[] {
  return [`  ${message}`, ...(action === undefined ? [] : [`  [${action.label}]`])];
}

function billed({ usage, costUsd }: Extract<ChatEvent, { type: 'answerEnded' }>): string {
  return usage === undefined
    ? ''
    : `, ${usage.promptTokens} + ${usage.completionTokens} tokens, $${costUsd ?? '?'}`;
}

function callsOf(calls: Extract<ChatEvent, { type: 'answerEnded' }>['toolCalls']): string {
  return calls.length === 0 ? 'none' : calls.map(({ id, name }) => `${id} ${name}`).join(', ');
}

function shown(proposal: ShownProposal): string {
  if (proposal.kind === 'command') {
    return `$ ${proposal.command}\nin ${proposal.cwd}, at most ${proposal.timeoutMs} ms`;
  }
  if (proposal.kind === 'read') {
    return proposal.files.map(({ path, level }) => `read ${path} (${level})`).join('\n');
  }
  if (proposal.kind === 'offer') return `offer ${proposal.tools.join(', ')}`;
  const signs = { context: ' ', added: '+', removed: '-' };
  return proposal.files
    .flatMap(file => [
      `${file.change} ${file.path} (+${file.added} -${file.removed})`,
      ...file.hunks.flatMap(hunk => [
        `@@ ${hunk.oldStart} ${hunk.newStart}`,
        ...hunk.lines.map(({ kind, text }) => signs[kind] + text),
      ]),
    ])
    .join('\n');
}

/** What each request added to the one before; what it repeats is held by the property on prefixes. */
function renderRequests(requests: readonly ModelRequest[]): string[] {
  let before = 0;
  return requests.flatMap(({ messages }, index) => {
    const added = messages.slice(before);
    before = messages.length;
    return [`sent with request ${index + 1}`, ...added.flatMap(row => indented(rowText(row)))];
  });
}

function rowText(row: ModelMessage): string {
  switch (row.role) {
    case 'user':
      return `user: ${firstLine(row.content)}`;
    case 'tool':
      return `tool ${row.id}: ${firstLine(row.content)}`;
    case 'assistant': {
      const calls = (row.tools ?? []).map(
        ({ id, name, input }) => `calls ${id} ${name} ${JSON.stringify(input)}`,
      );
      return [`assistant: ${firstLine(row.content ?? '')}`, ...calls].join('\n  ');
    }
  }
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  return rest.length === 0 ? first : `${first} (+${rest.length} lines)`;
}

function indented(text: string, by = 2): string[] {
  return text.split('\n').map(line => (line === '' ? '' : ' '.repeat(by) + line));
}
