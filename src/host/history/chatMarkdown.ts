import * as l10n from '@vscode/l10n';
import type { ReceivedToolCall } from '../../api/modelClient.ts';
import { conversationOf } from '../../chat/conversation.ts';
import type { ChatEvent } from '../../chat/events.ts';
import { fenced, openFence } from '../../chat/fence.ts';
import { joinedAnswers } from '../../chat/joinedAnswers.ts';
import { summaryMarkdown } from '../../chat/summaryText.ts';

type EventOf<Type extends ChatEvent['type']> = Extract<ChatEvent, { type: Type }>;

/** A chat to be read by people: what was said, what was called and what came of it, and its cost. */
export function chatMarkdown(title: string, events: readonly ChatEvent[]): string {
  const parts: string[] = [`# ${plain(title)}`];
  const calls = new Map<string, ReceivedToolCall>();
  let isAnswering = false;
  let startedAt = 0;
  let costUsd: number | undefined;
  const tokens = { in: 0, out: 0 };

  const say = (...texts: readonly string[]): void => {
    if (!isAnswering) parts.push('## Plumb');
    isAnswering = true;
    parts.push(...texts);
  };

  for (const event of joinedAnswers(conversationOf(events))) {
    switch (event.type) {
      case 'userMessage':
        startedAt = event.at;
        if (event.continues === true) {
          say(`*${l10n.t('The answer was cut and continued.')}*`);
          break;
        }
        isAnswering = false;
        costUsd = undefined;
        tokens.in = 0;
        tokens.out = 0;
        parts.push(...userParts(event));
        break;
      case 'retried':
        startedAt = event.at;
        break;
      case 'reasoning':
        say(`**${l10n.t('Thinking')}**`, fenced(event.text, ''));
        break;
      case 'text':
        say(closed(event.text));
        break;
      case 'answerEnded':
        for (const call of event.toolCalls) calls.set(call.id, call);
        tokens.in += event.usage?.promptTokens ?? 0;
        tokens.out += event.usage?.completionTokens ?? 0;
        if (event.costUsd !== undefined) costUsd = (costUsd ?? 0) + event.costUsd;
        break;
      case 'answersOffered':
        event.answers.forEach(({ text }, index) => {
          say(`**${l10n.t('Answer {0}', index + 1)}**`, closed(text));
        });
        break;
      case 'answerKept':
        say(`*${l10n.t('Answer {0} was kept.', event.index + 1)}*`);
        break;
      case 'toolEnded':
        say(...callParts(event, calls.get(event.callId)));
        break;
      case 'serviceToolUsed':
        say(
          `### ${l10n.t('Tool: {0}', plain(event.use.tool))}`,
          fenced(event.use.input, ''),
          fenced(event.use.output, ''),
        );
        break;
      case 'sourcesFound':
        say(event.sources.map(({ url, title: name }) => `- ${plain(name)}: <${url}>`).join('\n'));
        break;
      case 'summarised':
        say(`**${l10n.t('Summary')}**`, closed(summaryMarkdown(event.summary)));
        break;
      case 'adjusted':
        say(`*${plain(event.message)}*`);
        break;
      case 'turnEnded': {
        if (event.error !== undefined) say(`**${l10n.t('Error')}**: ${plain(event.error.message)}`);
        const took = l10n.t('{0} s', Math.round(Math.max(0, event.at - startedAt) / 1_000));
        const used = l10n.t('{0} tokens in, {1} out', tokens.in, tokens.out);
        const cost = costUsd === undefined ? [] : [`$${costUsd.toFixed(4)}`];
        say(`*${[took, used, ...cost].join(' · ')}*`);
        break;
      }
      case 'created':
      case 'branched':
      case 'messageQueued':
      case 'queueRemoved':
      case 'messageDeleted':
      case 'messageRestored':
      case 'pinned':
      case 'titled':
      case 'imported':
      case 'requestSent':
      case 'requestResumed':
      case 'prefixBroken':
      case 'costSettled':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
      case 'rewound':
      case 'editsUndone':
      case 'instructionsLoaded':
      case 'toolProposed':
      case 'toolDecided':
      case 'toolStarted':
        break;
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function userParts({ at, text, attachments, images = [] }: EventOf<'userMessage'>): string[] {
  const along = [...attachments.map(({ label }) => label), ...images.map(({ name }) => name)];
  return [
    `## ${l10n.t('You')} · ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    closed(text),
    ...(along.length === 0
      ? []
      : [along.map(name => `- ${l10n.t('Attached: {0}', plain(name))}`).join('\n')]),
  ];
}

function callParts(
  { state, summary, durationMs, content }: EventOf<'toolEnded'>,
  call: ReceivedToolCall | undefined,
): string[] {
  const name = call?.name ?? '';
  const outcome = [state, summary, l10n.t('{0} s', (durationMs / 1_000).toFixed(1))];
  return [
    `### ${l10n.t('Tool: {0}', plain(name))}`,
    `*${outcome
      .filter(word => word !== '')
      .map(plain)
      .join(' · ')}*`,
    ...(call === undefined
      ? []
      : [fenced(call.valid ? JSON.stringify(call.input, undefined, 2) : call.raw, 'json')]),
    fenced(content, ''),
  ];
}

/** One line whose characters mean nothing to Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** An answer that was cut inside of a fence would swallow all that follows. */
function closed(markdown: string): string {
  const open = openFence(markdown);
  return open === undefined ? markdown : `${markdown}\n${open.run}`;
}
