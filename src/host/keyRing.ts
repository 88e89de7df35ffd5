import type * as vscode from 'vscode';
import { checkKey } from '../api/keyCheck.ts';
import type { Fetch } from '../api/transport.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';
import { createRedaction, type Redaction } from '../chat/redaction.ts';
import { ensureHostIsAgreed } from './endpointConsent.ts';
import { askForKey, type KeyCheck } from './keyCommands.ts';
import { createKeyStore, type KeyStore } from './keyStore.ts';
import { createSeenKeys, type SeenKeys } from './seenKeys.ts';
import { readSettings } from './settings.ts';

/** The key of this window, and every value that was one: an old key must not be shown either. */
export interface KeyRing extends Disposable {
  readonly store: KeyStore;
  readonly redaction: Redaction;
  readonly seen: SeenKeys;
  current(): Promise<string | undefined>;
}

export async function createKeyRing(
  secrets: vscode.SecretStorage,
  env: Readonly<Record<string, string | undefined>>,
): Promise<KeyRing> {
  const store = createKeyStore(secrets, env);
  const seen = createSeenKeys();
  const inEnvironment = env['RUNWARE_API_KEY']?.trim();
  if (inEnvironment !== undefined) seen.add(inEnvironment);
  const current = async (): Promise<string | undefined> => {
    const key = await store.key();
    if (key !== undefined) seen.add(key);
    return key;
  };
  await current();
  return {
    store,
    redaction: createRedaction(seen.all),
    seen,
    current,
    dispose: () => {
      store.dispose();
    },
  };
}

/** How a person is asked for the key, wherever that happens. */
export interface KeyQuestions {
  readonly check: KeyCheck;
  /** Opens the input; true if a checked key was kept. */
  ask(): Promise<boolean>;
}

export function createKeyQuestions(parts: {
  readonly keys: KeyRing;
  readonly fetch: Fetch;
  /** Remembers the hosts that a person agreed to. */
  readonly state: vscode.Memento;
  readonly logger: Logger;
}): KeyQuestions {
  const { keys, fetch, state, logger } = parts;
  const check: KeyCheck = async (key, signal) => {
    const { baseUrl } = readSettings();
    await ensureHostIsAgreed(baseUrl, state);
    return keys.seen.whileChecked(key, () => checkKey({ baseUrl, key, logger, signal, fetch }));
  };
  return {
    check,
    ask: async () => {
      await ensureHostIsAgreed(readSettings().baseUrl, state);
      return askForKey(keys.store, check);
    },
  };
}
