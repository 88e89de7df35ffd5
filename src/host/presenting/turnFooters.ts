import type { TurnItem } from '../../protocol/viewModel.ts';
import { continuedNotice, turnNotice } from '../turnNotice.ts';
import { addUsage } from '../turnUsage.ts';
import { findItem, itemsOfTurn, type ChatPatch, type EventOf, type Shown } from './chatPatch.ts';

/** Shows below each turn how long it took and what it cost, and why it did not simply end. */
export interface TurnFooters {
  /** @param messageId of the message that is answered; absent if it is the same as before */
  begin(at: number, messageId?: string): void;
  /** A message joined the turn under way. */
  joined(messageId: string): void;
  /** The answer of the last turn that is shown was cut and goes on: both are one turn. */
  goOn(at: number): ChatPatch[];
  /**
   * A request belongs to the turn under way, for a bill that comes late.
   * @param goesOn its answer goes on with one that was cut
   */
  sent(taskUUID: string, goesOn: boolean): void;
  answered(event: EventOf<'answerEnded'>): void;
  /** A bill that came late changes what its turn took. */
  settled(event: EventOf<'costSettled'>): ChatPatch[];
  ended(event: EventOf<'turnEnded'>): ChatPatch[];
  /** The end of the last turn is not the end any more: it goes on. */
  removeNotice(): ChatPatch[];
  /** Its last answer, of which the end came after all, counts from here. */
  resumed(at: number): ChatPatch[];
}

export function createTurnFooters(shown: Shown): TurnFooters {
  const turnOf = new Map<string, TurnSoFar>();
  /** By the ids of their footers. */
  const endedTurns = new Map<string, TurnSoFar>();
  let turn = turnFrom('', 0, 0);

  // Named by the message and not counted from the chat's beginning: of a long chat the end alone is
  // shown first, and the same must have the same id then.
  const footerId = ({ opening, number } = turn): string => `turn:${opening}:${number}`;
  const noticeId = ({ opening, number } = turn): string => `notice:${opening}:${number}`;
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
    goOn: at => {
      const footer = itemsOfTurn(shown).findLast(item => item.kind === 'turn');
      turn = endedTurns.get(footer?.id ?? '') ?? turn;
      const { ended } = turn;
      const patches: ChatPatch[] = [
        { op: 'remove', id: footerId() },
        ...(ended === undefined || findItem(shown, noticeId()) === undefined
          ? []
          : [{ op: 'replace', item: continuedNotice(noticeId(), ended.reason) } as const]),
      ];
      turn.number += 1;
      turn.whole = { usage: turn.usage, costUsd: turn.costUsd };
      // The time in between was a person's.
      turn.startedAt = at - ((ended?.at ?? at) - turn.startedAt);
      return patches;
    },
    sent: (taskUUID, goesOn) => {
      if (!goesOn) turn.answerId = taskUUID;
      turn.isAnswered = false;
      turnOf.set(taskUUID, turn);
    },
    answered: ({ finishReason, usage, costUsd }) => {
      turn.isAnswered = finishReason !== 'stopped';
      if (usage !== undefined) turn.usage = addUsage(turn.usage, usage);
      if (costUsd !== undefined) addCost(costUsd);
    },
    settled: ({ taskUUID, costUsd }) => {
      if (costUsd === 0) return [];
      const of = turnOf.get(taskUUID);
      if (of === undefined) return [];
      const closed = findItem(shown, footerId(of));
      if (closed?.kind !== 'turn') {
        addCost(costUsd);
        return [];
      }
      of.costUsd = (of.costUsd ?? 0) + costUsd;
      return [{ op: 'replace', item: { ...closed, costUsd: of.costUsd } }];
    },
    ended: event => {
      const { usage, costUsd, messageId, answerId, isAnswered } = turn;
      turn.ended = event;
      endedTurns.set(footerId(), turn);
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
    resumed: at => {
      const { opening, number, messageId, whole } = turn;
      const patches: ChatPatch[] = [
        { op: 'remove', id: noticeId() },
        { op: 'remove', id: footerId() },
      ];
      turn = { ...turnFrom(opening, number + 1, at, messageId), ...whole, whole };
      return patches;
    },
  };
}

interface TurnSoFar {
  /** The message that began it. */
  readonly opening: string;
  /** How often it was taken up again, or continued. */
  number: number;
  startedAt: number;
  usage: TurnItem['usage'];
  costUsd: number | undefined;
  /** The last message that it answers. */
  messageId: string;
  answerId: string | undefined;
  /** Whether the service owes nothing of what it was asked for. */
  isAnswered: boolean;
  ended: EventOf<'turnEnded'> | undefined;
  /** What it had taken when it was continued the last time. */
  whole: Pick<TurnItem, 'usage' | 'costUsd'> | undefined;
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
    ended: undefined,
    whole: undefined,
  };
}
