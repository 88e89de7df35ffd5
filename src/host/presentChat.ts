import * as l10n from '@vscode/l10n';
import { unreachable } from '../base/errors.ts';
import { isLive, type ChatEvent, type LiveEvent } from '../chat/events.ts';
import type { Spending } from '../chat/spending.ts';
import { applyItemsPatch } from '../protocol/patch.ts';
import type { ChatItem } from '../protocol/viewModel.ts';
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
import { findItem, working, type ChatPatch, type Run } from './presenting/chatPatch.ts';
import { createPlans } from './presenting/plans.ts';
import { createToolCards } from './presenting/toolCards.ts';
import { createTurnFooters } from './presenting/turnFooters.ts';

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

const IDLE: Run = { state: 'idle', label: '' };

export function createChatPresenter(): ChatPresenter {
  const shown = { items: [] as ChatItem[], run: IDLE, title: l10n.t('New chat') };
  const words = createAnswerWords(shown);
  const plans = createPlans(shown);
  const cards = createToolCards(shown, words, plans);
  const turns = createTurnFooters(shown);
  const money = createChatMoney();

  /** Adds something beside the answer that is being told. */
  const aside = (item: ChatItem): ChatPatch[] => [...words.closeText(), { op: 'add', item }];

  const patchesOf = (event: ChatEvent | LiveEvent): ChatPatch[] => {
    switch (event.type) {
      case 'titled':
        return [{ op: 'status', status: { title: event.title } }];
      case 'userMessage':
        turns.begin(event.at);
        plans.begin();
        return [{ op: 'add', item: userItem(event) }, working(shown, l10n.t('Starting'))];
      case 'retried': {
        const noMore = turns.removeNotice();
        turns.begin(event.at);
        plans.begin();
        return [...noMore, working(shown, l10n.t('Trying again'))];
      }
      case 'requestSent':
        turns.sent(event.taskUUID);
        words.begin(event.taskUUID);
        return [working(shown, l10n.t('Waiting for the model'))];
      case 'requestResumed': {
        const noMore = turns.remove();
        turns.begin(event.at);
        turns.sent(event.taskUUID);
        return [...noMore, ...words.resume(event.taskUUID), working(shown, l10n.t('Answering'))];
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
          ...turns.ended(event),
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
        words.drop();
        return [
          { op: 'truncate', id: event.messageId },
          money.rewoundPatch(),
          { op: 'status', status: { run: IDLE } },
        ];
      case 'instructionsLoaded':
        return aside(instructionsItem(event));
      case 'editsUndone':
        return aside(undoneNotice(event));
      case 'imported':
        return aside(importedNotice(event));
      case 'created':
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
        shown.run = patch.status.run ?? shown.run;
        shown.title = patch.status.title ?? shown.title;
      } else {
        shown.items = applyItemsPatch(shown.items, patch);
      }
    }
    return patches;
  };

  return {
    get items() {
      return shown.items;
    },
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
    present: event => {
      if (!isLive(event)) money.add(event);
      return keep(patchesOf(event));
    },
    stopping: () =>
      shown.run.state === 'idle'
        ? []
        : keep([
            { op: 'status', status: { run: { state: 'stopping', label: l10n.t('Stopping') } } },
          ]),
  };
}
