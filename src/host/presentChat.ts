import * as l10n from '@vscode/l10n';
import { unreachable } from '../base/errors.ts';
import { createContinuations } from '../chat/continuation.ts';
import { isLive, type ChatEvent, type LiveEvent } from '../chat/events.ts';
import type { Spending } from '../chat/spending.ts';
import type { ItemsPatch } from '../protocol/patch.ts';
import type { ChatItem, PanelStatus } from '../protocol/viewModel.ts';
import {
  answersItem,
  importedNotice,
  info,
  instructionsItem,
  prefixNotice,
  summaryItem,
  undoneNotice,
  userItem,
} from './chatItems.ts';
import { createAnswerWords } from './presenting/answerWords.ts';
import { createChatMoney } from './presenting/chatMoney.ts';
import {
  findItem,
  working,
  type ChatPatch,
  type EventOf,
  type Run,
  type StatusPatch,
} from './presenting/chatPatch.ts';
import { createDeletedTurns } from './presenting/deletedTurns.ts';
import { createItemList } from './presenting/itemList.ts';
import { replacedNotice } from './presenting/replacedNotice.ts';
import { createPinnedItems } from './presenting/pinnedItems.ts';
import { createPlans } from './presenting/plans.ts';
import { createToolCards } from './presenting/toolCards.ts';
import { createTurnFooters } from './presenting/turnFooters.ts';
import { createWaitingMessages } from './presenting/waitingMessages.ts';

/** A patch of the chat that is shown. */
export type PresentedPatch = ItemsPatch | StatusPatch;

/**
 * Folds a chat's events into what the panel shows. The same fold serves a live chat and one that
 * was read back from its log, so both look the same.
 */
export interface ChatPresenter {
  /** All of them, in a list that changes with the chat. */
  readonly items: readonly ChatItem[];
  placeOf(id: string): number | undefined;
  readonly title: string;
  readonly run: Run;
  /** What was billed; undefined before the first bill. */
  readonly costUsd: number | undefined;
  readonly spending: Spending;
  /** Prompt tokens of the next request, as far as the last answer tells. */
  readonly contextTokens: number | undefined;
  /** Billed in the turn under way, or else the last one; USD. */
  readonly turnCostUsd: number;
  /** Of all prompt tokens, the share from the provider's cache, 0 to 1. */
  readonly cachedShare: number | undefined;
  /** Messages that wait, and what is pinned. */
  readonly beside: Required<Pick<PanelStatus, 'queued' | 'pinned'>>;
  /** The patches that take the panel from before the event to after it. */
  present(event: ChatEvent | LiveEvent): readonly PresentedPatch[];
  /** Stop was asked for and is being carried out. */
  stopping(): readonly PresentedPatch[];
}

const IDLE: Run = { state: 'idle', label: '' };

/** @param goesByItself false of a message that waits until a person sends it */
export function createChatPresenter(
  goesByItself: (messageId: string) => boolean = () => true,
): ChatPresenter {
  const list = createItemList();
  const shown = {
    items: list.items,
    find: (id: string) => list.find(id),
    run: IDLE,
    title: l10n.t('New chat'),
  };
  const words = createAnswerWords(shown);
  const continuations = createContinuations();
  const plans = createPlans(shown);
  const cards = createToolCards(shown, words, plans);
  const turns = createTurnFooters(shown);
  const money = createChatMoney();
  const waiting = createWaitingMessages(goesByItself);
  const pins = createPinnedItems(shown);
  const deletions = createDeletedTurns(shown);

  /** Adds something beside the answer that is being told. */
  const aside = (item: ChatItem): ChatPatch[] => [...words.closeText(), { op: 'add', item }];

  const cutFrom = (messageId: string): ChatPatch[] => {
    words.drop();
    return [{ op: 'truncate', id: messageId }, money.rewoundPatch()];
  };
  const sent = (event: EventOf<'userMessage'>): ChatPatch[] => {
    const item: ChatPatch = { op: 'add', item: userItem(event) };
    if (event.steers === true) {
      turns.joined(event.id);
      return [...words.closeText(), item];
    }
    const notice = replacedNotice(event, shown.items);
    const replaced = event.replaces === undefined ? [] : cutFrom(event.replaces);
    turns.begin(event.at, event.id);
    plans.begin();
    return [
      ...replaced,
      item,
      ...notice,
      ...waiting.turnBegan(),
      working(shown, l10n.t('Starting')),
    ];
  };

  const began = (event: EventOf<'userMessage'>): ChatPatch[] => {
    if (!continuations.goesOn || !words.goOn()) return sent(event);
    return [...turns.goOn(event.at), ...waiting.turnBegan(), working(shown, l10n.t('Starting'))];
  };

  const patchesOf = (event: ChatEvent | LiveEvent): ChatPatch[] => {
    switch (event.type) {
      case 'titled':
        return [{ op: 'status', status: { title: event.title } }];
      case 'userMessage':
        return [...began(event), ...waiting.over(event.id)];
      case 'messageQueued':
        return waiting.queued(event);
      case 'queueRemoved':
        return waiting.over(event.id);
      case 'retried': {
        const noMore = turns.removeNotice();
        turns.begin(event.at);
        plans.begin();
        return [
          ...money.turnPatches(),
          ...noMore,
          ...words.tryAgain(),
          ...waiting.turnBegan(),
          working(shown, l10n.t('Trying again')),
        ];
      }
      case 'requestSent':
        turns.sent(event.taskUUID, continuations.goesOn);
        words.begin(event.taskUUID);
        return [working(shown, l10n.t('Waiting for the model'))];
      case 'requestResumed': {
        const noMore = turns.resumed(event.at);
        turns.sent(event.taskUUID, continuations.goesOn);
        return [
          ...noMore,
          ...waiting.turnBegan(),
          ...words.resume(event.taskUUID),
          working(shown, l10n.t('Answering')),
        ];
      }
      case 'reasoning':
        return words.reasoning(event.at, event.text);
      case 'text':
        return words.text(event.at, event.text);
      case 'waiting':
        return [working(shown, event.reason)];
      case 'answerEnded':
        turns.answered(event);
        return [...words.close(event.at), ...cards.received(event.toolCalls), money.patch()];
      case 'turnEnded':
        return [
          ...words.close(event.at),
          ...cards.closed(),
          ...pins.marked(turns.ended(event)),
          { op: 'status', status: { run: IDLE } },
        ];
      case 'costSettled':
        return [...turns.settled(event), money.patch()];

      case 'receivingCall':
        return cards.receiving(event);
      case 'toolProposed':
        return cards.proposed(event);
      case 'toolDecided':
        return cards.decided(event);
      case 'toolStarted':
        return cards.started(event);
      case 'toolOutput':
        return [{ op: 'append', id: event.callId, text: event.text }];
      case 'toolEnded':
        return cards.ended(event);
      case 'serviceToolUsed':
        return cards.usedByService(event);

      case 'prefixBroken':
        return aside(prefixNotice(`prefix:${event.at}`, event));
      case 'adjusted':
        return aside(info(`adjusted:${event.at}`, event.message));
      case 'sourcesFound': {
        const id = `${words.taskUUID}:sources:${event.at}`;
        return aside({ kind: 'sources', id, sources: [...event.sources] });
      }
      case 'answersOffered':
        return aside(answersItem(event));
      case 'answerKept': {
        const item = findItem(shown, event.taskUUID);
        return item?.kind === 'answers'
          ? [{ op: 'replace', item: { ...item, kept: event.index } }]
          : [];
      }
      case 'summarised':
        return [{ op: 'add', item: summaryItem(event) }];
      case 'rewound':
        return [...cutFrom(event.messageId), { op: 'status', status: { run: IDLE } }];
      case 'messageDeleted':
        words.drop();
        return [...deletions.deleted(event.messageId), money.rewoundPatch()];
      case 'messageRestored':
        return [...deletions.restored(event.messageId), money.rewoundPatch()];
      case 'pinned':
        return pins.pinned(event);
      case 'instructionsLoaded':
        return aside(instructionsItem(event));
      case 'editsUndone':
        return aside(undoneNotice(event));
      case 'imported':
        return aside(importedNotice(event));
      case 'created':
      case 'branched':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
        return [];
      default:
        return unreachable(event);
    }
  };

  const keep = (patches: readonly ChatPatch[]): readonly PresentedPatch[] =>
    patches.flatMap((patch): PresentedPatch[] => {
      if (patch.op !== 'status') {
        const changed = list.change(patch);
        return changed === undefined ? [] : [changed];
      }
      shown.run = patch.status.run ?? shown.run;
      shown.title = patch.status.title ?? shown.title;
      return [patch];
    });

  return {
    items: list.items,
    placeOf: id => list.placeOf(id),
    get title() {
      return shown.title;
    },
    get run() {
      return shown.run;
    },
    get costUsd() {
      return money.costUsd;
    },
    get spending() {
      return money.spending;
    },
    get contextTokens() {
      return money.contextTokens;
    },
    get turnCostUsd() {
      return money.turnCostUsd;
    },
    get cachedShare() {
      return money.cachedShare;
    },
    get beside() {
      return { queued: waiting.list, pinned: [...pins.list] };
    },
    present: event => {
      if (!isLive(event)) money.add(event);
      continuations.add(event);
      const patches = keep(patchesOf(event));
      if (!continuations.goesOn) words.goOnNoMore();
      return changesPins(event) ? [...patches, ...keep(pins.refresh())] : patches;
    },
    stopping: () =>
      shown.run.state === 'idle'
        ? []
        : keep([
            { op: 'status', status: { run: { state: 'stopping', label: l10n.t('Stopping') } } },
          ]),
  };
}

/** Whether items that may be pinned came or went. */
function changesPins(event: ChatEvent | LiveEvent): boolean {
  return (
    event.type === 'rewound' ||
    event.type === 'messageDeleted' ||
    event.type === 'messageRestored' ||
    event.type === 'turnEnded' ||
    (event.type === 'userMessage' && event.replaces !== undefined)
  );
}
