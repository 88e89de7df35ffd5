import * as vscode from 'vscode';
import * as z from 'zod';
import { DEFAULT_BASE_URL } from '../api/endpoint.ts';
import { THINKING_LEVELS, type ThinkingLevel } from '../api/modelClient.ts';
import type { Disposable } from '../base/disposable.ts';
import type { ChatSettings } from '../chat/turn.ts';

export interface Settings {
  readonly baseUrl: string;
  /** How the chat names a service that is not Runware's own; empty: by its host. */
  readonly serviceName: string;
  readonly model: string;
  readonly thinkingLevel: ThinkingLevel;
  /** Tokens, 1 to 128,000. */
  readonly maxOutputTokens: number;
  readonly instructions: string;
  readonly transport: TransportSetting;
  /** https, or http on this machine; undefined if none is set or it is no such address. */
  readonly webhookUrl: string | undefined;
  readonly webSearch: boolean;
  readonly codeInterpreter: boolean;
  /** USD; undefined for no limit. */
  readonly budgetPerChat: number | undefined;
  readonly budgetPerDay: number | undefined;
  /** Prompt tokens that a request may hold. */
  readonly maxInputTokens: number;
  /** What the user answers once and for all; a workspace cannot. */
  readonly approvals: ChatSettings['approvals'];
  /** Whether commands run in a terminal of ours or in one that the user can type into. */
  readonly runCommandsIn: 'plumb' | 'interactiveTerminal';
  /** Whether the model is given AGENTS.md and its kin, and whether CLAUDE.md is one of them. */
  readonly projectInstructions: boolean;
  readonly claudeMd: boolean;
  /** Where Explain answers. */
  readonly explainIn: (typeof EXPLAIN_IN)[number];
}

const EXPLAIN_IN = ['chat', 'editor'] as const;

const TRANSPORTS = ['auto', 'native', 'chatCompletions', 'responses'] as const;
export type TransportSetting = (typeof TRANSPORTS)[number];

/** 0 says that there is no limit; what is no number must not switch a limit off. */
const Limit = (fallback: number): z.ZodType<number> => z.number().min(0).catch(fallback);

const Answer = z.enum(['ask', 'always']).catch('ask');

/** A value that does not fit falls back to its default: VS Code marks it in the settings editor. */
const Schema = z.object({
  'api.baseUrl': z.string().trim().min(1).catch(DEFAULT_BASE_URL),
  'api.name': z.string().catch(''),
  model: z.string().trim().min(1).catch('openai-gpt-5-5'),
  thinkingLevel: z.enum(THINKING_LEVELS).catch('medium'),
  maxOutputTokens: z.int().min(1).max(128_000).catch(32_000),
  instructions: z.string().max(100_000).catch(''),
  'api.transport': z.enum(TRANSPORTS).catch('auto'),
  'api.webhookUrl': z.string().trim().catch(''),
  'tools.webSearch': z.boolean().catch(false),
  'tools.codeInterpreter': z.boolean().catch(false),
  'budget.perChat': Limit(10),
  'budget.perDay': Limit(50),
  'approvals.edits': Answer,
  'approvals.network': Answer,
  'approvals.outside': Answer,
  'approvals.ignored': Answer,
  'approvals.secrets': Answer,
  'commands.runIn': z.enum(['plumb', 'interactiveTerminal']).catch('plumb'),
  'project.instructions': z.boolean().catch(true),
  'project.claudeMd': z.boolean().catch(false),
  'explain.in': z.enum(EXPLAIN_IN).catch('chat'),
  'context.maxInputTokens': z.int().min(8_000).catch(272_000),
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
    transport: parsed['api.transport'],
    webhookUrl: parsed['api.webhookUrl'] === '' ? undefined : parsed['api.webhookUrl'],
    webSearch: parsed['tools.webSearch'],
    codeInterpreter: parsed['tools.codeInterpreter'],
    budgetPerChat: parsed['budget.perChat'] || undefined,
    budgetPerDay: parsed['budget.perDay'] || undefined,
    maxInputTokens: parsed['context.maxInputTokens'],
    runCommandsIn: parsed['commands.runIn'],
    projectInstructions: parsed['project.instructions'],
    claudeMd: parsed['project.claudeMd'],
    explainIn: parsed['explain.in'],
    approvals: {
      edit: parsed['approvals.edits'],
      network: parsed['approvals.network'],
      outside: parsed['approvals.outside'],
      ignored: parsed['approvals.ignored'],
      secret: parsed['approvals.secrets'],
    },
  };
}

/** Settings are application scope, so a choice in the panel is the user's own, for every window. */
export async function writeSetting(
  key: 'model' | 'thinkingLevel' | 'tools.webSearch' | 'tools.codeInterpreter',
  value: string | boolean,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('plumb');
  await configuration.update(key, value, vscode.ConfigurationTarget.Global);
}

export function onSettingsChange(listener: () => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('plumb')) listener();
  });
}
