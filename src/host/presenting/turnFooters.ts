import type { TurnItem } from '../../protocol/viewModel.ts';
import { turnNotice } from '../turnNotice.ts';
import { addUsage } from '../turnUsage.ts';
import { findItem, type ChatPatch, type EventOf, type Shown } from './chatPatch.ts';

/** Shows below each turn how long it took and what it cost, and why it did not simply end. */
export interface TurnFooters {
  /** @param messageId of the message that is answered; absent if it is the same as before */
  begin(at: number, messageId?: string): void;
  /** A message joined the turn under way. */
  joined(messageId: string): void;
  /** A request belongs to the turn under way, for a bill that comes late. */
  sent(taskUUID: string): void;
  answered(event: EventOf<'answerEnded'>): void;
  /** A bill that came late changes what its turn took. */
  settled(event: EventOf<'costSettled'>): ChatPatch[];
  ended(event: EventOf<'turnEnded'>): ChatPatch[];
  /** The end of the last turn is not the end any more: it goes on. */
  removeNotice(): ChatPatch[];
  remove(): ChatPatch[];
}

export function createTurnFooters(shown: Shown): TurnFooters {
  const turnOf = new Map<string, number>();
  let turn = turnFrom(0, 0);

  const footerId = (number = turn.number): string => `turn:${number}`;
  const noticeId = (): string => `notice:${turn.number}`;
  const addCost = (costUsd: number): void => {
    turn.costUsd = (turn.costUsd ?? 0) + costUsd;
  };

  return {
    begin: (at, messageId = turn.messageId) => {
      turn = { ...turnFrom(turn.number + 1, at), messageId };
    },
    joined: messageId => {
      turn.messageId = messageId;
    },
    sent: taskUUID => {
      turn.answerId = taskUUID;
      turnOf.set(taskUUID, turn.number);
    },
    answered: ({ usage, costUsd }) => {
      if (usage !== undefined) turn.usage = addUsage(turn.usage, usage);
      if (costUsd !== undefined) addCost(costUsd);
    },
    settled: ({ taskUUID, costUsd }) => {
      if (costUsd === 0) return [];
      const closed = findItem(shown, footerId(turnOf.get(taskUUID) ?? 0));
      if (closed?.kind !== 'turn') {
        addCost(costUsd);
        return [];
      }
      return [{ op: 'replace', item: { ...closed, costUsd: (closed.costUsd ?? 0) + costUsd } }];
    },
    ended: event => {
      const { usage, costUsd, messageId, answerId } = turn;
      const footer: TurnItem = {
        kind: 'turn',
        id: footerId(),
        durationMs: event.at - turn.startedAt,
        ...(usage === undefined ? {} : { usage }),
        ...(costUsd === undefined ? {} : { costUsd }),
        ...(messageId === undefined ? {} : { messageId }),
        ...(answerId === undefined ? {} : { answerId }),
      };
      const notice = turnNotice(noticeId(), event);
      return [
        { op: 'add', item: footer },
        ...(notice === undefined ? [] : [{ op: 'add', item: notice } as const]),
      ];
    },
    removeNotice: () => [{ op: 'remove', id: noticeId() }],
    remove: () => [
      { op: 'remove', id: noticeId() },
      { op: 'remove', id: footerId() },
    ],
  };
}

interface TurnSoFar {
  readonly number: number;
  readonly startedAt: number;
  usage: TurnItem['usage'];
  costUsd: number | undefined;
  messageId: string | undefined;
  answerId: string | undefined;
}

function turnFrom(number: number, startedAt: number): TurnSoFar {
  return {
    number,
    startedAt,
    usage: undefined,
    costUsd: undefined,
    messageId: undefined,
    answerId: undefined,
  };
}
