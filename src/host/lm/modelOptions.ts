import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { THINKING_LEVELS, type ThinkingLevel } from '../../api/modelClient.ts';
import { PlumbError } from '../../base/errors.ts';

const Level = z.enum(THINKING_LEVELS).optional();
const Tokens = z.int().min(1).optional();

/** Under the names that people try; the first is ours. Others are left alone. */
const Options = z.object({
  thinkingLevel: Level,
  reasoningEffort: Level,
  reasoning_effort: Level,
  maxTokens: Tokens,
  max_tokens: Tokens,
});

/** What an asker wants otherwise than the settings. */
export interface AskersOptions {
  readonly thinkingLevel: ThinkingLevel | undefined;
  /** Output limit in tokens, thinking included. */
  readonly maxTokens: number | undefined;
}

/** @throws PlumbError if an option that is known has a value that it cannot have */
export function readModelOptions(options: unknown): AskersOptions {
  const parsed = Options.safeParse(options ?? {});
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new PlumbError(
      l10n.t(
        'The model option “{0}” has a value that it cannot have. Thinking levels are {1}.',
        name,
        THINKING_LEVELS.join(', '),
      ),
    );
  }
  const { thinkingLevel, reasoningEffort, reasoning_effort, maxTokens, max_tokens } = parsed.data;
  return {
    thinkingLevel: thinkingLevel ?? reasoningEffort ?? reasoning_effort,
    maxTokens: maxTokens ?? max_tokens,
  };
}
