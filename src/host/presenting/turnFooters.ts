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
  const turnOf = new Map<string, string>();
  let turn = turnFrom('', 0, 0);

  // Named by the message and not counted from the chat's beginning: of a long chat the end alone is
  // shown first, and the same must have the same id then.
  const footerId = (): string => `turn:${turn.opening}:${turn.number}`;
  const noticeId = (): string => `notice:${turn.opening}:${turn.number}`;
  const addCost = (costUsd: number): void => {
    turn.costUsd = (turn.costUsd ?? 0) + costUsd;
  };

  return {
    begin: (at, messageId) => {
      turn =
        messageId === undefined
          ? turnFrom(turn.opening, turn.number + 1, at, turn.messageId)
          : turnFrom(messageId, 0, at);
    },
    joined: messageId => {
      turn.messageId = messageId;
    },
    sent: taskUUID => {
      turn.answerId = taskUUID;
      turn.isAnswered = false;
      turnOf.set(taskUUID, footerId());
    },
    answered: ({ finishReason, usage, costUsd }) => {
      turn.isAnswered = finishReason !== 'stopped';
      if (usage !== undefined) turn.usage = addUsage(turn.usage, usage);
      if (costUsd !== undefined) addCost(costUsd);
    },
    settled: ({ taskUUID, costUsd }) => {
      if (costUsd === 0) return [];
      const id = turnOf.get(taskUUID);
      if (id === undefined) return [];
      const closed = findItem(shown, id);
      if (closed?.kind !== 'turn') {
        addCost(costUsd);
        return [];
      }
      return [{ op: 'replace', item: { ...closed, costUsd: (closed.costUsd ?? 0) + costUsd } }];
    },
    ended: event => {
      const { usage, costUsd, messageId, answerId, isAnswered } = turn;
      const footer: TurnItem = {
        kind: 'turn',
        id: footerId(),
        durationMs: event.at - turn.startedAt,
        ...(usage === undefined ? {} : { usage }),
        ...(costUsd === undefined ? {} : { costUsd }),
        ...(messageId === '' ? {} : { messageId }),
        ...(answerId === undefined ? {} : { answerId }),
      };
      const notice = turnNotice(noticeId(), event, isAnswered);
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
  /** The message that began it. */
  readonly opening: string;
  /** How often it was taken up again. */
  readonly number: number;
  readonly startedAt: number;
  usage: TurnItem['usage'];
  costUsd: number | undefined;
  /** The last message that it answers. */
  messageId: string;
  answerId: string | undefined;
  /** Whether the service owes nothing of what it was asked for. */
  isAnswered: boolean;
}

function turnFrom(
  opening: string,
  number: number,
  startedAt: number,
  messageId = opening,
): TurnSoFar {
  return {
    opening,
    number,
    startedAt,
    usage: undefined,
    costUsd: undefined,
    messageId,
    answerId: undefined,
    isAnswered: true,
  };
}
