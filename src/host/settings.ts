import * as vscode from 'vscode';
import { z } from 'zod';
import { DEFAULT_BASE_URL } from '../api/endpoint.ts';
import { THINKING_LEVELS, type ThinkingLevel } from '../api/modelClient.ts';
import type { Disposable } from '../base/disposable.ts';

export interface Settings {
  readonly baseUrl: string;
  /** How the chat names a service that is not Runware's own; empty: by its host. */
  readonly serviceName: string;
  readonly model: string;
  readonly thinkingLevel: ThinkingLevel;
  /** Tokens, 1 to 128,000. */
  readonly maxOutputTokens: number;
  readonly instructions: string;
}

/** A value that does not fit falls back to its default: VS Code marks it in the settings editor. */
const Schema = z.object({
  'api.baseUrl': z.string().trim().min(1).catch(DEFAULT_BASE_URL),
  'api.name': z.string().catch(''),
  model: z.string().trim().min(1).catch('openai-gpt-5-5'),
  thinkingLevel: z.enum(THINKING_LEVELS).catch('medium'),
  maxOutputTokens: z.int().min(1).max(128_000).catch(32_000),
  instructions: z.string().max(100_000).catch(''),
});

export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration('plumb');
  const raw = Object.fromEntries(
    Object.keys(Schema.shape).map(key => [key, configuration.get<unknown>(key)]),
  );
  const parsed = Schema.parse(raw);
  return {
    baseUrl: parsed['api.baseUrl'],
    serviceName: parsed['api.name'],
    model: parsed.model,
    thinkingLevel: parsed.thinkingLevel,
    maxOutputTokens: parsed.maxOutputTokens,
    instructions: parsed.instructions,
  };
}

/** Settings are application scope, so a choice in the panel is the user's own, for every window. */
export async function writeSetting(key: 'model' | 'thinkingLevel', value: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('plumb');
  await configuration.update(key, value, vscode.ConfigurationTarget.Global);
}

export function onSettingsChange(listener: () => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('plumb')) listener();
  });
}
