import { MODELS, findModel } from '../api/models.ts';
import { THINKING_LEVELS } from '../api/modelClient.ts';
import type { Mode } from '../chat/policy.ts';
import type { Surroundings } from './chatController.ts';
import type { KeySource } from './keyStore.ts';
import { serviceName } from './serviceName.ts';
import type { Settings } from './settings.ts';

/** What the panel shows beside the chat: the settings in force, the key, the service. */
export function surroundings(settings: Settings, key: KeySource, mode: Mode): Surroundings {
  const { model, thinkingLevel } = settings;
  const facts = findModel(model);
  const listed = MODELS.map(({ id, label }) => ({ id, label }));
  return {
    model: facts?.id ?? model,
    // A model that Plumb was not told of is offered under the name that the user gave it.
    models: facts === undefined ? [...listed, { id: model, label: model }] : listed,
    thinkingLevel,
    thinkingLevels: [...(facts?.thinkingLevels ?? THINKING_LEVELS)],
    mode,
    delivery: 'stream',
    webSearch: settings.webSearch,
    codeInterpreter: settings.codeInterpreter,
    takesImages: facts?.takesImages ?? true,
    toolNames: [],
    pendingUsd: 0,
    key,
    service: serviceName(settings) ?? '',
    contextLimit: facts?.contextTokens ?? 0,
  };
}
