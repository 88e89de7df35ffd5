import * as l10n from '@vscode/l10n';
import { unreachable } from '../base/errors.ts';
import { isLive, type ChatEvent, type LiveEvent } from '../chat/events.ts';
import { createSpendingTally, type Spending } from '../chat/spending.ts';
import { applyItemsPatch, type ItemsPatch, type Patch } from '../protocol/patch.ts';
import type { ChatItem, PanelStatus, ToolItem } from '../protocol/viewModel.ts';
import { answersItem, info, prefixNotice, summaryItem, userItem } from './chatItems.ts';
import { createReceivingCalls } from './receivingCalls.ts';
import { turnNotice } from './turnNotice.ts';
import { addUsage } from './turnUsage.ts';

type Run = PanelStatus['run'];
type ChatPatch = ItemsPatch | Extract<Patch, { op: 'status' }>;
type Usage = NonNullable<Extract<ChatItem, { kind: 'turn' }>['usage']>;

/**
 * Folds a chat's events into what the panel shows. The same fold serves a live chat and one that
 * was read back from its log, so both look the same.
 */
export interface ChatPresenter {
  readonly items: readonly ChatItem[];
  readonly title: string;
  readonly run: Run;
  /** What was billed; undefined before the first bill. */
  readonly costUsd: number | undefined;
  readonly spending: Spending;
  /** Prompt tokens of the next request, as far as the last answer tells. */
  readonly contextTokens: number | undefined;
  /** The patches that take the panel from before the event to after it. */
  present(event: ChatEvent | LiveEvent): readonly ChatPatch[];
  /** Stop was asked for and is being carried out. */
  stopping(): readonly ChatPatch[];
}

export function createChatPresenter(): ChatPresenter {
  let items: ChatItem[] = [];
  let title = l10n.t('New chat');
  let run: Run = { state: 'idle', label: '' };
  const tally = createSpendingTally();
  let wasBilled = false;
  let contextTokens: number | undefined;
  const receiving = createReceivingCalls();
  /** Which turn a request belongs to, for a bill that comes late. */
  const turnOf = new Map<string, number>();

  /** The turn and the answer that are under way. */
  let turn = {
    number: 0,
    startedAt: 0,
    usage: undefined as Usage | undefined,
    costUsd: 0,
    billed: false,
  };
  let answer = { id: '', textId: '', thinkingId: '', thinkingSince: 0, parts: 0 };

  const startTurn = (at: number): void => {
    turn = { number: turn.number + 1, startedAt: at, usage: undefined, costUsd: 0, billed: false };
  };
  const find = (id: string): ChatItem | undefined => items.findLast(item => item.id === id);
  const findTool = (id: string): ToolItem | undefined => {
    const item = find(id);
    return item?.kind === 'tool' ? item : undefined;
  };
  const working = (label: string): ChatPatch => ({
    op: 'status',
    status: { run: { state: run.state === 'stopping' ? 'stopping' : 'running', label } },
  });
  const replaceTool = (id: string, change: Partial<ToolItem>): ChatPatch[] => {
    const item = findTool(id);
    return item === undefined ? [] : [{ op: 'replace', item: { ...item, ...change } }];
  };

  const closeThinking = (at: number): ChatPatch[] => {
    const item = find(answer.thinkingId);
    answer.thinkingId = '';
    return item?.kind === 'thinking'
      ? [{ op: 'replace', item: { ...item, durationMs: at - answer.thinkingSince } }]
      : [];
  };
  const closeText = (): ChatPatch[] => {
    const item = find(answer.textId);
    answer.textId = '';
    return item?.kind === 'text' ? [{ op: 'replace', item: { ...item, streaming: false } }] : [];
  };

  const onReasoning = (at: number, text: string): ChatPatch[] => {
    if (answer.thinkingId !== '') return [{ op: 'append', id: answer.thinkingId, text }];
    answer.parts += 1;
    answer.thinkingId = `${answer.id}:thinking:${answer.parts}`;
    answer.thinkingSince = at;
    return [
      ...closeText(),
      { op: 'add', item: { kind: 'thinking', id: answer.thinkingId, text } },
      working(l10n.t('Thinking')),
    ];
  };
  const onText = (at: number, text: string): ChatPatch[] => {
    if (answer.textId !== '') return [{ op: 'append', id: answer.textId, text }];
    const closed = closeThinking(at);
    answer.parts += 1;
    answer.textId = `${answer.id}:text:${answer.parts}`;
    return [
      ...closed,
      { op: 'add', item: { kind: 'text', id: answer.textId, text, streaming: true } },
      working(l10n.t('Answering')),
    ];
  };

  const toolItem = (id: string, name: string): ToolItem => ({
    kind: 'tool',
    id,
    name,
    title: '',
    state: 'receiving',
    input: '',
    output: '',
    summary: '',
  });

  const money = (): ChatPatch => ({
    op: 'status',
    status: {
      ...(wasBilled ? { chatCostUsd: tally.spending().billedUsd } : {}),
      pendingUsd: tally.spending().pendingUsd,
      ...(contextTokens === undefined ? {} : { contextTokens }),
    },
  });

  const onAnswerEnded = (event: Extract<ChatEvent, { type: 'answerEnded' }>): ChatPatch[] => {
    if (event.usage !== undefined) {
      turn.usage = addUsage(turn.usage, event.usage);
      const { promptTokens, completionTokens, reasoningTokens = 0 } = event.usage;
      contextTokens = promptTokens + completionTokens - reasoningTokens;
    }
    if (event.costUsd !== undefined) {
      turn.costUsd += event.costUsd;
      turn.billed = true;
      wasBilled = true;
    }
    receiving.clear();
    const patches: ChatPatch[] = [...closeThinking(event.at), ...closeText()];
    for (const call of event.toolCalls) {
      const input = call.valid ? JSON.stringify(call.input, null, 2) : call.raw;
      const shown = findTool(call.id);
      patches.push(
        shown === undefined
          ? { op: 'add', item: { ...toolItem(call.id, call.name), input } }
          : { op: 'replace', item: { ...shown, input, output: '' } },
      );
    }
    // Calls of which only a part arrived are in no answer: they never ran and never will.
    const complete = new Set(event.toolCalls.map(call => call.id));
    for (const item of items) {
      if (item.kind === 'tool' && item.state === 'receiving' && !complete.has(item.id)) {
        patches.push({ op: 'remove', id: item.id });
      }
    }
    return [...patches, money()];
  };

  const onReceivingCall = ({
    callId,
    name,
    argumentsDelta,
  }: Extract<LiveEvent, { type: 'receivingCall' }>): ChatPatch[] => {
    const { title: about, text } = receiving.add(callId, argumentsDelta);
    const shown = findTool(callId);
    if (shown === undefined) {
      return [
        ...closeText(),
        { op: 'add', item: { ...toolItem(callId, name), title: about ?? '', output: text } },
        working(l10n.t('Preparing {0}', name)),
      ];
    }
    return [
      ...(about === undefined || about === shown.title
        ? []
        : replaceTool(callId, { title: about })),
      ...(text === '' ? [] : [{ op: 'append', id: callId, text } as const]),
    ];
  };

  /** A bill that came late changes what its turn took. */
  const onCostSettled = ({
    taskUUID,
    costUsd,
  }: Extract<ChatEvent, { type: 'costSettled' }>): ChatPatch[] => {
    if (costUsd === 0) return [money()];
    wasBilled = true;
    const number = turnOf.get(taskUUID);
    const closed = find(`turn:${number ?? 0}`);
    if (closed?.kind !== 'turn') {
      turn.costUsd += costUsd;
      turn.billed = true;
      return [money()];
    }
    const item = { ...closed, costUsd: (closed.costUsd ?? 0) + costUsd };
    return [{ op: 'replace', item }, money()];
  };

  /** What came of the answer before is taken up again; its end is not the end any more. */
  const onResumed = (at: number, taskUUID: string): ChatPatch[] => {
    const endOfTurn: ChatPatch[] = [`notice:${turn.number}`, `turn:${turn.number}`].map(id => ({
      op: 'remove',
      id,
    }));
    startTurn(at);
    turnOf.set(taskUUID, turn.number);
    const texts = items.filter(item => item.id.startsWith(`${taskUUID}:text:`));
    const last = texts.at(-1);
    answer = {
      id: taskUUID,
      textId: last?.id ?? '',
      thinkingId: '',
      thinkingSince: 0,
      // Above every part that was shown, so that no id occurs twice.
      parts: items.filter(item => item.id.startsWith(`${taskUUID}:`)).length,
    };
    return [
      ...endOfTurn,
      ...(last?.kind === 'text'
        ? [{ op: 'replace', item: { ...last, streaming: true } } as const]
        : []),
      working(l10n.t('Answering')),
    ];
  };

  /** Adds something beside the answer that is being told. */
  const aside = (item: ChatItem): ChatPatch[] => [...closeText(), { op: 'add', item }];

  /** The service tells of a use again when it knows more; its ids are unique within an answer. */
  const onServiceTool = ({
    taskUUID,
    use,
  }: Extract<ChatEvent, { type: 'serviceToolUsed' }>): ChatPatch[] => {
    const id = `${taskUUID}:${use.id}`;
    const { input, output } = use;
    const item: ToolItem = { ...toolItem(id, use.tool), state: 'done', input, output };
    return findTool(id) === undefined ? aside(item) : [{ op: 'replace', item }];
  };

  const onTurnEnded = (event: Extract<ChatEvent, { type: 'turnEnded' }>): ChatPatch[] => {
    const patches: ChatPatch[] = [
      ...closeThinking(event.at),
      ...closeText(),
      {
        op: 'add',
        item: {
          kind: 'turn',
          id: `turn:${turn.number}`,
          durationMs: event.at - turn.startedAt,
          ...(turn.usage === undefined ? {} : { usage: turn.usage }),
          ...(turn.billed ? { costUsd: turn.costUsd } : {}),
        },
      },
    ];
    const notice = turnNotice(`notice:${turn.number}`, event);
    if (notice !== undefined) patches.push({ op: 'add', item: notice });
    return [...patches, { op: 'status', status: { run: { state: 'idle', label: '' } } }];
  };

  const patchesOf = (event: ChatEvent | LiveEvent): ChatPatch[] => {
    switch (event.type) {
      case 'created':
        return [];
      case 'titled':
        return [{ op: 'status', status: { title: event.title } }];
      case 'userMessage': {
        startTurn(event.at);
        return [{ op: 'add', item: userItem(event) }, working(l10n.t('Starting'))];
      }
      case 'retried': {
        const notice = `notice:${turn.number}`;
        startTurn(event.at);
        return [{ op: 'remove', id: notice }, working(l10n.t('Trying again'))];
      }
      case 'requestSent':
        turnOf.set(event.taskUUID, turn.number);
        answer = { id: event.taskUUID, textId: '', thinkingId: '', thinkingSince: 0, parts: 0 };
        return [working(l10n.t('Waiting for the model'))];
      case 'reasoning':
        return onReasoning(event.at, event.text);
      case 'text':
        return onText(event.at, event.text);
      case 'receivingCall':
        return onReceivingCall(event);
      case 'waiting':
        return [working(event.reason)];
      case 'answerEnded':
        return onAnswerEnded(event);
      case 'toolProposed': {
        const proposal = { hash: event.hash, ...event.shown };
        return [
          ...replaceTool(event.callId, { proposal, state: event.asks ? 'waiting' : 'running' }),
          ...(event.asks ? [working(l10n.t('Waiting for your decision'))] : []),
        ];
      }
      case 'toolDecided':
        return event.decision === 'reject' ? [] : replaceTool(event.callId, { state: 'running' });
      case 'toolStarted':
        return [
          ...replaceTool(event.callId, { title: event.title, state: 'running' }),
          working(findTool(event.callId)?.name ?? ''),
        ];
      case 'toolOutput':
        return [{ op: 'append', id: event.callId, text: event.text }];
      case 'toolEnded':
        return replaceTool(event.callId, {
          state: event.state,
          output: event.content,
          summary: event.summary,
          durationMs: event.durationMs,
        });
      case 'turnEnded':
        return onTurnEnded(event);
      case 'requestResumed':
        return onResumed(event.at, event.taskUUID);
      case 'prefixBroken':
        return aside(prefixNotice(`prefix:${event.at}`, event));
      case 'adjusted':
        return aside(info(`adjusted:${event.at}`, event.message));
      case 'sourcesFound':
        return aside({
          kind: 'sources',
          id: `${answer.id}:sources:${event.at}`,
          sources: [...event.sources],
        });
      case 'serviceToolUsed':
        return onServiceTool(event);
      case 'answersOffered':
        return aside(answersItem(event));
      case 'answerKept': {
        const item = find(event.taskUUID);
        return item?.kind === 'answers'
          ? [{ op: 'replace', item: { ...item, kept: event.index } }]
          : [];
      }
      case 'costSettled':
        return onCostSettled(event);
      case 'summarised':
        contextTokens = undefined;
        return [{ op: 'add', item: summaryItem(event) }];
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
        return [];
      default:
        return unreachable(event);
    }
  };

  const keep = (patches: readonly ChatPatch[]): readonly ChatPatch[] => {
    for (const patch of patches) {
      if (patch.op === 'status') {
        run = patch.status.run ?? run;
        title = patch.status.title ?? title;
      } else {
        items = applyItemsPatch(items, patch);
      }
    }
    return patches;
  };

  return {
    get items() {
      return items;
    },
    get title() {
      return title;
    },
    get run() {
      return run;
    },
    get costUsd() {
      return wasBilled ? tally.spending().billedUsd : undefined;
    },
    get spending() {
      return tally.spending();
    },
    get contextTokens() {
      return contextTokens;
    },
    present: event => {
      if (!isLive(event)) tally.add(event);
      return keep(patchesOf(event));
    },
    stopping: () =>
      run.state === 'idle'
        ? []
        : keep([
            { op: 'status', status: { run: { state: 'stopping', label: l10n.t('Stopping') } } },
          ]),
  };
}
