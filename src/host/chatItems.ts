import * as l10n from '@vscode/l10n';
import { decimal } from '../base/figures.ts';
import type { ChatEvent } from '../chat/events.ts';
import { summaryMarkdown } from '../chat/summaryText.ts';
import type {
  AnswersItem,
  InstructionsItem,
  NoticeItem,
  SummaryItem,
  UserItem,
} from '../protocol/viewModel.ts';

type EventOf<Type extends ChatEvent['type']> = Extract<ChatEvent, { type: Type }>;

/** What a person is told of a cache that serves no longer: why, and what it costs. */
export function prefixNotice(
  id: string,
  { reason, tokens, extraUsd }: EventOf<'prefixBroken'>,
): NoticeItem {
  const cost =
    extraUsd === undefined
      ? l10n.t('Up to {0} tokens are paid in full once more.', decimal(tokens, 0))
      : l10n.t(
          'Up to {0} tokens are paid in full once more, ${1} at most.',
          decimal(tokens, 0),
          decimal(extraUsd, extraUsd < 0.1 ? 4 : 2),
        );
  return info(id, `${whyBroken(reason)} ${cost}`);
}

function whyBroken(reason: EventOf<'prefixBroken'>['reason']): string {
  switch (reason) {
    case 'model':
      return l10n.t('Another model begins with an empty prompt cache.');
    case 'tools':
      return l10n.t('With other tools the prompt cache begins anew.');
    case 'instructions':
      return l10n.t('With other instructions the prompt cache begins anew.');
    case 'rewound':
      return l10n.t('From an earlier message on the prompt cache begins anew.');
    case 'deleted':
      return l10n.t('From a deleted or restored message on the prompt cache begins anew.');
    case 'summary':
      return l10n.t('After a summary the prompt cache begins anew.');
  }
}

/** Instructions of the project that the model was given, so that a person sees what they say. */
export function instructionsItem({ at, files }: EventOf<'instructionsLoaded'>): InstructionsItem {
  return {
    kind: 'instructions',
    id: `instructions:${at}`,
    files: files.map(({ path, text }) => ({ path, text })),
  };
}

/** What a person took back, where the model is told of it. */
export function undoneNotice({ at, edits }: EventOf<'editsUndone'>): NoticeItem {
  const message =
    edits.length === 1
      ? l10n.t('You undid 1 change; the model was told.')
      : l10n.t('You undid {0} changes; the model was told.', edits.length);
  return info(`undone:${at}`, message);
}

/** Above what came out of a file. */
export function importedNotice({ at }: EventOf<'imported'>): NoticeItem {
  return info(
    `imported:${at}`,
    l10n.t('This chat was imported. Nothing that was allowed or spent in it counts here.'),
  );
}

export function info(id: string, message: string): NoticeItem {
  return { kind: 'notice', id, severity: 'info', message, actions: [] };
}

export function userItem(event: EventOf<'userMessage'>): UserItem {
  const { id, text, attachments, images } = event;
  return {
    kind: 'user',
    id,
    text,
    attachments: attachments.map(({ label, path, line }) => ({ label, path, line })),
    ...(images === undefined
      ? {}
      : {
          images: images.map(({ id: imageId, name, thumbnail, url }) => ({
            id: imageId,
            name,
            ...(thumbnail === undefined ? {} : { thumbnail }),
            ...(url === undefined ? {} : { url }),
          })),
        }),
  };
}

export function answersItem({ taskUUID, answers }: EventOf<'answersOffered'>): AnswersItem {
  return {
    kind: 'answers',
    id: taskUUID,
    answers: answers.map(({ text, finishReason, usage, costUsd }) => ({
      text,
      cut: finishReason === 'length',
      ...(usage === undefined ? {} : { usage }),
      ...(costUsd === undefined ? {} : { costUsd }),
    })),
  };
}

export function summaryItem({ at, summary }: EventOf<'summarised'>): SummaryItem {
  return { kind: 'summary', id: `summary:${at}`, text: summaryMarkdown(summary) };
}
