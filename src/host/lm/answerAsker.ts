import * as l10n from '@vscode/l10n';
import type { ModelAnswer, ModelRequest } from '../../api/modelClient.ts';
import type { ModelFacts } from '../../api/models.ts';
import { PlumbError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { ask } from '../../chat/answer.ts';
import { addEvent } from '../../chat/eventList.ts';
import type { ChatEvent } from '../../chat/events.ts';
import { spendingOf } from '../../chat/spending.ts';
import type { Asking } from '../../chat/turn.ts';

/** What answers askers are made with. */
export interface AnswerParts extends Pick<Asking, 'client' | 'budget' | 'now' | 'logger'> {
  /** Told of requests whose bill did not come. */
  readonly settleLater: (taskUUIDs: readonly string[]) => void;
}

/** An answer that the service broke off for what it says. */
export class FilteredAnswer extends PlumbError {
  override readonly name = 'FilteredAnswer';
}

/** Where an answer goes as it comes. */
export interface AnswerSink {
  text(text: string): void;
  call(call: { readonly id: string; readonly name: string; readonly input: JsonObject }): void;
}

/**
 * Asks the model once on behalf of another program: booked in the day's ledger before it leaves and
 * settled after, as a chat's requests are. No more of it is kept: the conversation is the asker's.
 * @param asker stands in the ledger where a chat's id would
 * @throws BudgetError if the day's limit forbids it; what the client throws; PlumbError if the
 * answer is not whole; the signal's reason
 */
export async function answerAsker(
  request: ModelRequest,
  asker: Pick<Asking, 'chatId' | 'sizer' | 'signal'> & { readonly facts: ModelFacts | undefined },
  sink: AnswerSink,
  parts: AnswerParts,
): Promise<void> {
  const { chatId, sizer, signal, facts } = asker;
  const { client, budget, now, logger } = parts;
  const history: ChatEvent[] = [];
  try {
    const { answer } = await ask(
      {
        chatId,
        client,
        budget,
        sizer,
        signal,
        history,
        emit: event => {
          addEvent(history, event);
          if (event.type === 'text') sink.text(event.text);
          if (event.type === 'adjusted') logger.info(`${chatId}: ${event.message}`);
          return Promise.resolve();
        },
        tell: event => {
          if (event.type === 'waiting') logger.info(`${chatId}: ${event.reason}`);
        },
        // How much one conversation may cost is the asker's affair; the day is the user's.
        settings: () => ({ facts, chatLimitUsd: undefined }),
        now,
        logger,
      },
      request,
    );
    checkThatWhole(answer, request);
    for (const call of answer.toolCalls) if (call.valid) sink.call(call);
  } finally {
    const { pending } = spendingOf(history);
    if (pending.length > 0) parts.settleLater(pending);
  }
}

/** Half an answer must not pass for a whole one, nor a broken call for one that was made. */
function checkThatWhole(
  { finishReason, toolCalls }: ModelAnswer,
  { maxTokens }: ModelRequest,
): void {
  if (finishReason === 'length') {
    throw new PlumbError(
      l10n.t(
        'The answer was cut off at {0} tokens. Ask for less at a time, or raise plumb.maxOutputTokens.',
        maxTokens,
      ),
    );
  }
  if (finishReason === 'content_filter') {
    throw new FilteredAnswer(
      l10n.t('The service ended the answer for its content rules. Word the question differently.'),
    );
  }
  if (finishReason === 'truncated') {
    throw new PlumbError(l10n.t('The connection ended before the answer did. Ask again.'));
  }
  const broken = toolCalls.find(call => !call.valid);
  if (broken !== undefined) {
    throw new PlumbError(
      l10n.t('The model called {0} with arguments that are no JSON. Ask again.', broken.name),
    );
  }
}
