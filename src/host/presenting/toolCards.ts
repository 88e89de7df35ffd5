import * as l10n from '@vscode/l10n';
import type { ProposalView, ToolItem } from '../../protocol/viewModel.ts';
import { createReceivingCalls } from '../receivingCalls.ts';
import { activityWords, preparingWords } from './activityWords.ts';
import type { AnswerWords } from './answerWords.ts';
import { callTitle, shownTitle } from './callTitle.ts';
import {
  findTool,
  itemsOfTurn,
  working,
  type ChatPatch,
  type EventOf,
  type Shown,
} from './chatPatch.ts';
import type { Plans } from './plans.ts';

/** Shows the calls of an answer, from their first letters to their results. */
export interface ToolCards {
  receiving(event: EventOf<'receivingCall'>): ChatPatch[];
  /** The answer is whole: which calls it has, and with what. */
  received(calls: EventOf<'answerEnded'>['toolCalls']): ChatPatch[];
  proposed(event: EventOf<'toolProposed'>): ChatPatch[];
  decided(event: EventOf<'toolDecided'>): ChatPatch[];
  /** The turn is over: nothing waits any more. */
  closed(): ChatPatch[];
  started(event: EventOf<'toolStarted'>): ChatPatch[];
  ended(event: EventOf<'toolEnded'>): ChatPatch[];
  /** What the service ran itself. */
  usedByService(event: EventOf<'serviceToolUsed'>): ChatPatch[];
}

export function createToolCards(shown: Shown, words: AnswerWords, plans: Plans): ToolCards {
  const arriving = createReceivingCalls();

  const change = (callId: string, changes: Partial<ToolItem>): ChatPatch[] => {
    const item = findTool(shown, callId);
    return item === undefined ? [] : [{ op: 'replace', item: { ...item, ...changes } }];
  };

  /** Calls that wait for a person, in the order in which they asked. */
  const waiting = new Set<string>();
  const waitsFor = (callId: string): ChatPatch =>
    working(shown, l10n.t('Waiting for your decision'), callId);
  /** Of calls at the same time another may still wait for a person, and that is what matters then. */
  const noLongerWaits = (callId: string, then: ChatPatch[]): ChatPatch[] => {
    waiting.delete(callId);
    const [next] = waiting;
    return next === undefined ? then : [waitsFor(next)];
  };

  return {
    receiving: ({ callId, name, argumentsDelta }) => {
      // A plan is shown once it is whole.
      if (plans.isPlan(name)) return [working(shown, preparingWords(name))];
      const { title, text } = arriving.add(callId, argumentsDelta);
      const known = findTool(shown, callId);
      if (known === undefined) {
        const item = { ...cardOf(callId, name), title: title ?? '', output: text };
        return [...words.closeText(), { op: 'add', item }, working(shown, preparingWords(name))];
      }
      return [
        ...(title === undefined || title === known.title ? [] : change(callId, { title })),
        ...(text === '' ? [] : [{ op: 'append', id: callId, text } as const]),
      ];
    },
    received: calls => {
      arriving.clear();
      const whole = calls.flatMap((call): ChatPatch[] => {
        if (plans.take(call)) return [];
        const input = inputOf(call);
        const known = findTool(shown, call.id);
        // A log that is read back has nothing of how the arguments arrived.
        const title = known === undefined || known.title === '' ? callTitle(call) : known.title;
        return known === undefined
          ? [{ op: 'add', item: { ...cardOf(call.id, call.name), title, input } }]
          : [{ op: 'replace', item: { ...known, title, input, output: '' } }];
      });
      // Calls of which only a part arrived are in no answer: they never ran and never will.
      const complete = new Set(calls.map(call => call.id));
      const partial = itemsOfTurn(shown).filter(
        item => item.kind === 'tool' && item.state === 'receiving' && !complete.has(item.id),
      );
      return [...whole, ...partial.map(({ id }): ChatPatch => ({ op: 'remove', id }))];
    },
    proposed: event => {
      const proposal = proposalView(event);
      const state = event.asks ? 'waiting' : 'running';
      if (event.asks) waiting.add(event.callId);
      // What the service's tools are asked about belongs to no call, so it has a card of its own.
      const known = findTool(shown, event.callId);
      const card: ChatPatch[] =
        known === undefined
          ? [
              ...words.closeText(),
              { op: 'add', item: { ...cardOf(event.callId, proposal.kind), proposal, state } },
            ]
          : change(event.callId, {
              proposal,
              state,
              ...(known.title === '' ? { title: shownTitle(event.shown) } : {}),
            });
      return [...card, ...(event.asks ? [waitsFor([...waiting][0] ?? event.callId)] : [])];
    },
    decided: ({ callId, decision }) => {
      const isOffer = findTool(shown, callId)?.proposal?.kind === 'offer';
      const goesOn = noLongerWaits(callId, [working(shown, l10n.t('Going on'))]);
      if (decision === 'reject') {
        return [...(isOffer ? change(callId, { state: 'rejected' }) : []), ...goesOn];
      }
      return [...change(callId, { state: isOffer ? 'done' : 'running' }), ...goesOn];
    },
    closed: () => {
      waiting.clear();
      return itemsOfTurn(shown).flatMap(item =>
        item.kind === 'tool' && item.state === 'waiting' && item.proposal?.kind === 'offer'
          ? change(item.id, { state: 'stopped' })
          : [],
      );
    },
    started: ({ callId, title }) => [
      ...change(callId, { title, state: 'running' }),
      ...noLongerWaits(callId, [
        working(
          shown,
          activityWords((findTool(shown, callId) ?? plans.taken(callId))?.name ?? '', title),
        ),
      ]),
    ],
    ended: event => {
      const { callId, state, content: output, summary, durationMs } = event;
      const outcome = { state, output, summary, durationMs };
      // A call that was not answered because its turn was stopped.
      waiting.delete(callId);
      const planned = plans.taken(callId);
      if (planned === undefined) return change(callId, outcome);
      const item = { ...cardOf(callId, planned.name), input: inputOf(planned), ...outcome };
      return plans.ended(event) ?? [{ op: 'add', item }];
    },
    usedByService: ({ taskUUID, use }) => {
      // The service tells of a use again when it knows more; its ids are unique within an answer.
      const id = `${taskUUID}:${use.id}`;
      const { input, output } = use;
      const item: ToolItem = { ...cardOf(id, use.tool), state: 'done', input, output };
      return findTool(shown, id) === undefined
        ? [...words.closeText(), { op: 'add', item }]
        : [{ op: 'replace', item }];
    },
  };
}

/** A log of an older Plumb says nothing of the reasons. */
function proposalView({ hash, shown, reasons, choices }: EventOf<'toolProposed'>): ProposalView {
  const { levels = [], sources = [], guarded = [], warnings = [] } = reasons ?? {};
  const decided = { hash, levels, sources, guarded, warnings, choices: choices ?? [] };
  return { ...decided, ...shown };
}

function inputOf(call: EventOf<'answerEnded'>['toolCalls'][number]): string {
  return call.valid ? JSON.stringify(call.input, null, 2) : call.raw;
}

function cardOf(id: string, name: string): ToolItem {
  return {
    kind: 'tool',
    id,
    name,
    title: '',
    state: 'receiving',
    input: '',
    output: '',
    summary: '',
  };
}
