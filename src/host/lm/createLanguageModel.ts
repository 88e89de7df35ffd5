import * as vscode from 'vscode';
import * as z from 'zod';
import type { ModelCatalogue } from '../../api/modelCatalogue.ts';
import { canonicalJson } from '../../base/json.ts';
import { createCalibration } from '../../chat/calibration.ts';
import {
  createPromptSizer,
  TOKENS_PER_IMAGE_ESTIMATE,
  TOKENS_PER_ROW_ESTIMATE,
  type PromptSizer,
} from '../../chat/promptSize.ts';
import { readSettings } from '../settings.ts';
import { answerAsker, type AnswerParts } from './answerAsker.ts';
import type { AskerConsent } from './askerConsent.ts';
import { askersRequest } from './askersRequest.ts';
import { languageModelError } from './languageModelError.ts';
import { modelInformation } from './modelInformation.ts';
import type { PlainPart } from './plainMessage.ts';
import { readMessage } from './readMessage.ts';
import { abortedBy } from './abortedBy.ts';

export interface LanguageModelParts extends AnswerParts {
  readonly catalogue: Pick<ModelCatalogue, 'models' | 'find'>;
  readonly consent: Pick<AskerConsent, 'ensure'>;
  readonly currentKey: () => Promise<string | undefined>;
  /** Asks for the key; true if there is a good one now. */
  readonly askForKey: () => Promise<boolean>;
}

/** VS Code says who asks, though its stable types do not. */
const Initiated = z.object({ requestInitiator: z.string().min(1) });

/**
 * Our models for VS Code's own chat and for other extensions. Errors come as LanguageModelError with
 * the code that fits, or as an Error whose message is for people.
 */
export function createLanguageModel(
  parts: LanguageModelParts,
): Required<
  Pick<
    vscode.LanguageModelChatProvider,
    'provideLanguageModelChatInformation' | 'provideLanguageModelChatResponse' | 'provideTokenCount'
  >
> {
  const { catalogue, consent } = parts;
  /** One for each asker, so that a conversation that goes on is booked by what was counted. */
  const sizers = new Map<string, PromptSizer>();
  const sizerOf = (asker: string): PromptSizer => {
    const sizer = sizers.get(asker) ?? createPromptSizer();
    sizers.set(asker, sizer);
    return sizer;
  };

  return {
    provideLanguageModelChatInformation: async ({ silent }) => {
      const hasKey = (await parts.currentKey()) !== undefined;
      if (!hasKey && (silent || !(await parts.askForKey()))) return [];
      const settings = readSettings();
      return catalogue.models().map(facts => modelInformation(facts, settings));
    },
    provideLanguageModelChatResponse: async (model, messages, options, progress, token) => {
      const { signal, dispose } = abortedBy(token);
      try {
        const asker = Initiated.safeParse(options).data?.requestInitiator ?? 'unknown';
        await consent.ensure(asker);
        signal.throwIfAborted();
        const facts = catalogue.find(model.id);
        if (facts === undefined) throw vscode.LanguageModelError.NotFound(model.id);
        const request = askersRequest(
          {
            messages: messages.map(readMessage),
            tools: options.tools ?? [],
            mustCall: options.toolMode === vscode.LanguageModelChatToolMode.Required,
            modelOptions: options.modelOptions,
          },
          facts,
          readSettings(),
        );
        await answerAsker(
          request,
          { chatId: `vscode.lm/${asker}`, sizer: sizerOf(asker), signal, facts },
          {
            text: text => {
              progress.report(new vscode.LanguageModelTextPart(text));
            },
            call: ({ id, name, input }) => {
              progress.report(new vscode.LanguageModelToolCallPart(id, name, input));
            },
          },
          parts,
        );
      } catch (error) {
        const told = languageModelError(error);
        if (!signal.aborted) parts.logger.error('Another program got no answer', error);
        throw told;
      } finally {
        dispose();
      }
    },
    provideTokenCount: (_model, text) =>
      Promise.resolve(
        typeof text === 'string'
          ? createCalibration().tokens(text.length)
          : TOKENS_PER_ROW_ESTIMATE + tokensOf(readMessage(text).parts),
      ),
  };
}

/** An estimate: the model's tokenizer is not here, and every other way would be a request. */
function tokensOf(parts: readonly PlainPart[]): number {
  const calibration = createCalibration();
  return parts.reduce((sum, part) => sum + tokensOfPart(part), 0);

  function tokensOfPart(part: PlainPart): number {
    switch (part.type) {
      case 'text':
        return calibration.tokens(part.text.length);
      case 'image':
        return TOKENS_PER_IMAGE_ESTIMATE;
      case 'call':
        return calibration.tokens(part.name.length + canonicalJson(part.input).length);
      case 'result':
        return TOKENS_PER_ROW_ESTIMATE + tokensOf(part.parts);
    }
  }
}
