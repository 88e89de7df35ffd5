import type { ModelFacts } from '../api/models.ts';
import { THINKING_LEVELS, type DeliveryMethod } from '../api/modelClient.ts';
import type { Mode } from '../chat/policy.ts';
import type { PanelStatus } from '../protocol/viewModel.ts';
import type { Surroundings } from './chatController.ts';
import type { KeySource } from './keyStore.ts';
import { modelOption } from './modelOption.ts';
import { offeredTools } from './offeredTools.ts';
import { serviceName } from './serviceName.ts';
import type { Settings } from './settings.ts';

/** What the panel shows beside the chat: the settings in force, the key, the service. */
export function surroundings(
  settings: Settings,
  known: {
    readonly key: KeySource;
    readonly mode: Mode;
    /** The workspace is not trusted. */
    readonly restricted: boolean;
    readonly delivery: DeliveryMethod;
    readonly models: readonly ModelFacts[];
    readonly facts: ModelFacts | undefined;
    readonly day: Pick<PanelStatus, 'dayCostUsd' | 'dayLimitUsd'>;
  },
): Surroundings {
  const { model, thinkingLevel } = settings;
  const { facts, models, mode, restricted, key, delivery } = known;
  const listed = models.map(modelOption);
  return {
    model: facts?.id ?? model,
    // A model that Plumb was not told of is offered under the name that the user gave it.
    models: facts === undefined ? [...listed, { id: model, label: model }] : listed,
    thinkingLevel,
    thinkingLevels: [...(facts?.thinkingLevels ?? THINKING_LEVELS)],
    mode,
    restricted,
    delivery,
    webSearch: settings.webSearch,
    codeInterpreter: settings.codeInterpreter,
    takesImages: facts?.takesImages ?? true,
    toolNames: offeredTools().map(({ name }) => name),
    key,
    service: serviceName(settings) ?? '',
    contextLimit: Math.min(settings.maxInputTokens, facts?.contextTokens ?? Infinity),
    ...known.day,
    ...(settings.budgetPerChat === undefined ? {} : { chatLimitUsd: settings.budgetPerChat }),
  };
}
