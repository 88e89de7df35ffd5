import type * as vscode from 'vscode';
import { readBalance, type Balance } from '../api/account.ts';
import { createChatCompletionsClient, createResponsesClient } from '../api/compatibleClients.ts';
import { uploadImage } from '../api/mediaUpload.ts';
import type { ModelClient } from '../api/modelClient.ts';
import type { ModelCachePort } from '../api/modelCache.ts';
import { createModelCatalogue, type ModelCatalogue } from '../api/modelCatalogue.ts';
import { createRunwareClient } from '../api/runwareClient.ts';
import type { ServiceConnection } from '../api/serviceConnection.ts';
import { lookUpCost, type TaskCost } from '../api/lookUpCost.ts';
import type { Fetch } from '../api/transport.ts';
import { createTransportChoice } from '../api/transportChoice.ts';
import { Emitter } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import type { Settings, TransportSetting } from './settings.ts';
import { createStoredTransports } from './storedTransports.ts';

/** The service as the settings name it now. */
type Connect = () => ServiceConnection;

/** Everything that is asked of the service; each request goes where the settings say at its time. */
export interface ModelService {
  readonly client: ModelClient;
  readonly catalogue: ModelCatalogue;
  lookUpCost(taskUUID: string, signal: AbortSignal): Promise<TaskCost>;
  readonly readBalance: () => Promise<Balance>;
  /** False where the transport in use for the model knows no uploads. */
  takesUploads(): boolean;
  /** Leaves an image at the service. @returns its UUID there */
  uploadImage(dataUri: string, signal: AbortSignal): Promise<string>;
}

export function createModelService(parts: {
  /** As they are now. */
  readonly settings: () => Pick<Settings, 'baseUrl' | 'transport' | 'model'>;
  /** The one of all requests. */
  readonly fetch: Fetch;
  readonly logger: Logger;
  /** Keeps what was learnt, across windows. */
  readonly state: vscode.Memento;
  /** The key for an endpoint; may throw instead, so that nothing is sent. */
  readonly keyFor: (baseUrl: string) => Promise<string | undefined>;
}): ModelService {
  const { settings, fetch, logger, state, keyFor } = parts;
  /** The address is read once: what a person agreed to is where the request goes. */
  const connect: Connect = () => {
    const { baseUrl } = settings();
    return { baseUrl, key: () => keyFor(baseUrl), logger, fetch };
  };
  const transports = createStoredTransports(state, () => settings().baseUrl);
  const catalogue = createFollowingCatalogue(connect, baseUrl => {
    const key = `plumb.models:${baseUrl}`;
    return {
      read: () => readText(state, key),
      write: text => {
        void state.update(key, text);
      },
    };
  });

  return {
    client: createClientOf(connect, transports, catalogue, () => settings().transport),
    catalogue,
    lookUpCost: (taskUUID, signal) => lookUpCost(connect(), taskUUID, signal),
    readBalance: () => readBalance(connect(), new AbortController().signal),
    takesUploads: isNative,
    uploadImage: (dataUri, signal) => uploadImage(connect(), dataUri, signal),
  };

  function isNative(): boolean {
    const { transport, model } = settings();
    if (transport !== 'auto') return transport === 'native';
    const isServed = catalogue.find(model)?.native ?? true;
    return isServed && (transports.read(model) ?? 'native') === 'native';
  }
}

function readText(state: vscode.Memento, key: string): string | undefined {
  const value = state.get<unknown>(key);
  return typeof value === 'string' ? value : undefined;
}

/** The catalogue of the endpoint that is set; each has one of its own. */
function createFollowingCatalogue(
  connect: Connect,
  cacheOf: (baseUrl: string) => ModelCachePort,
): ModelCatalogue {
  const changed = new Emitter<void>();
  const known = new Map<string, ModelCatalogue>();
  const current = (): ModelCatalogue => {
    const connection = connect();
    const { baseUrl, logger } = connection;
    const found = known.get(baseUrl);
    if (found !== undefined) return found;
    const made = createModelCatalogue({
      connection,
      cache: cacheOf(baseUrl),
      now: Date.now,
      logger,
    });
    made.onDidChange(() => {
      changed.fire();
    });
    known.set(baseUrl, made);
    return made;
  };
  return {
    models: () => current().models(),
    find: id => current().find(id),
    refresh: signal => current().refresh(signal),
    onDidChange: changed.event,
  };
}

/** What a client learnt of an endpoint is kept until another one is set. */
function createClientOf(
  connect: Connect,
  memory: ReturnType<typeof createStoredTransports>,
  catalogue: ModelCatalogue,
  setting: () => TransportSetting,
): ModelClient {
  let known: { readonly baseUrl: string; readonly client: ModelClient } | undefined;
  const current = (): ModelClient => {
    const fixed = connect();
    const { baseUrl } = fixed;
    if (known?.baseUrl === baseUrl) return known.client;
    const client = createTransportChoice({
      native: createRunwareClient(fixed),
      compatible: () =>
        Promise.resolve({
          chatCompletions: createChatCompletionsClient(fixed),
          responses: createResponsesClient(fixed),
        }),
      setting,
      memory,
      models: () => catalogue.models(),
    });
    known = { baseUrl, client };
    return client;
  };
  return {
    answer: (request, options) => current().answer(request, options),
    resume: (taskUUID, options) => current().resume(taskUUID, options),
  };
}
