import type * as vscode from 'vscode';
import type { Event } from '../base/emitter.ts';
import { Emitter } from '../base/emitter.ts';
import type { Disposable } from '../base/disposable.ts';

const SECRET_NAME = 'plumb.apiKey';
const ENVIRONMENT_NAME = 'RUNWARE_API_KEY';

export type KeySource = 'missing' | 'stored' | 'environment';

/** The API key: in SecretStorage, or else in the extension host's environment, and nowhere else. */
export interface KeyStore extends Disposable {
  key(): Promise<string | undefined>;
  source(): Promise<KeySource>;
  store(key: string): Promise<void>;
  clear(): Promise<void>;
  readonly onDidChange: Event<undefined>;
}

export function createKeyStore(
  secrets: vscode.SecretStorage,
  environment: Readonly<Record<string, string | undefined>>,
): KeyStore {
  const changed = new Emitter<undefined>();
  const subscription = secrets.onDidChange(event => {
    if (event.key === SECRET_NAME) changed.fire(undefined);
  });
  const fromEnvironment = (): string | undefined => {
    const key = environment[ENVIRONMENT_NAME]?.trim();
    return key === '' ? undefined : key;
  };
  return {
    key: async () => (await secrets.get(SECRET_NAME)) ?? fromEnvironment(),
    source: async () => {
      if ((await secrets.get(SECRET_NAME)) !== undefined) return 'stored';
      return fromEnvironment() === undefined ? 'missing' : 'environment';
    },
    store: async key => {
      await secrets.store(SECRET_NAME, key);
    },
    clear: async () => {
      await secrets.delete(SECRET_NAME);
    },
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
