import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import * as z from 'zod';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Session } from '../../chat/session.ts';
import type { Sessions } from '../../chat/sessions.ts';
import { builtInPrompts } from '../attachments/builtInPrompts.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { lastAnswer } from '../lastAnswer.ts';
import { readReferences } from './chatReferences.ts';
import { streamTurn } from './streamTurn.ts';

export interface ParticipantParts {
  readonly sessions: Pick<Sessions, 'create' | 'open'>;
  readonly attachments: Pick<Attachments, 'read'>;
  readonly ensureKey: () => Promise<boolean>;
  readonly logger: Logger;
}

/** What a result carries, so that the next message of the same chat of VS Code goes on in ours. */
const Answered = z.object({
  result: z.object({ metadata: z.object({ chatId: z.string().min(1) }) }),
});

/** As much of VS Code's handler as is used. */
type Handler = (
  request: Pick<vscode.ChatRequest, 'prompt' | 'command' | 'references'>,
  context: { readonly history: readonly object[] },
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'progress' | 'button'>,
  token: vscode.CancellationToken,
) => Promise<vscode.ChatResult>;

/**
 * `@plumb` in VS Code's chat: Plumb's own agent, in a chat of Plumb's own, so that the limits, the
 * approvals, the review and the history are the same. The model is the one of Plumb's settings.
 */
export function createChatParticipant(parts: ParticipantParts): Handler {
  const { sessions, logger } = parts;

  const sessionOf = async (history: readonly object[]): Promise<Session> => {
    const chatId = history
      .map(turn => Answered.safeParse(turn).data)
      .findLast(answered => answered !== undefined)?.result.metadata.chatId;
    if (chatId === undefined) return sessions.create();
    try {
      return await sessions.open(chatId);
    } catch (error) {
      logger.warn(`A chat of VS Code goes on in a new one: ${describeError(error)}`);
      return sessions.create();
    }
  };

  return async (request, context, stream, token) => {
    if (!(await parts.ensureKey())) {
      return { errorDetails: { message: l10n.t('Plumb needs your Runware API key to answer.') } };
    }
    const text = textOf(request);
    const { attached, problems } = await readReferences(request.references, parts.attachments);
    for (const problem of problems) stream.progress(problem);
    if (text === '' && attached.length === 0) {
      return { errorDetails: { message: l10n.t('Write what you want Plumb to do.') } };
    }
    const session = await sessionOf(context.history);
    const metadata = { chatId: session.id };
    const turn = streamTurn(session, stream);
    const stopping = token.onCancellationRequested(() => {
      session.stop();
    });
    try {
      if (token.isCancellationRequested) return { metadata };
      await session.send({ text, attachments: attached });
      await session.whenIdle();
    } catch (error) {
      return { metadata, errorDetails: { message: describeError(error) } };
    } finally {
      stopping.dispose();
      turn.dispose();
    }
    const answer = lastAnswer(session);
    if (answer.state !== 'failed') return { metadata };
    return { metadata, errorDetails: { message: answer.message } };
  };
}

function textOf({ command, prompt }: Pick<vscode.ChatRequest, 'command' | 'prompt'>): string {
  const known = builtInPrompts().find(({ name }) => name === command);
  return [known?.text ?? '', prompt].filter(text => text.trim() !== '').join('\n\n');
}
