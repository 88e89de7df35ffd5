import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { untilAborted } from '../../base/abort.ts';
import type { Guarded } from '../../base/accessLevel.ts';
import { isAbort, PlumbError } from '../../base/errors.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import { maskSecrets } from '../../base/secretText.ts';
import { TOOL_BROKE } from '../../chat/callResults.ts';
import type { Redaction } from '../../chat/redaction.ts';
import type { ToolContextFactory } from '../../chat/turn.ts';
import type { FilesPort } from '../../tools/ports.ts';
import { ToolRefusal, type ReadCall, type ToolContext } from '../../tools/tool.ts';
import { abortedBy } from './abortedBy.ts';
import { fitText } from './fitText.ts';
import { imagesForAsker } from './imagesForAsker.ts';
import { offeredTool } from './toolManifest.ts';
import type { OfferedToolName } from './toolNames.ts';

/** Our reading tools, for models that are not ours. */
export interface OfferedTools {
  /** What VS Code asks the user before: nothing, or the guarded files that the call would show. */
  prepare(
    name: OfferedToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.PreparedToolInvocation>;
  /** Whatever is wrong is said in the result, in words for the model. */
  invoke(
    name: OfferedToolName,
    options: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

/** Of no chat: nothing that is read here counts as shown to our own model. */
const CHAT_ID = 'vscode.lm';

export function createOfferedTools(parts: {
  readonly toolContext: ToolContextFactory;
  readonly files: Pick<FilesPort, 'bytes'>;
  readonly redaction: Redaction;
  readonly logger: Logger;
}): OfferedTools {
  const { toolContext, redaction, logger } = parts;
  /** URIs that VS Code asks the user about before it invokes, by the call. */
  const asked = new Map<string, ReadonlySet<string>>();

  const contextOf = (signal: AbortSignal, granted: ReadonlySet<string>): ToolContext =>
    toolContext({ chatId: CHAT_ID, messageId: '', signal, onOutput: () => undefined, granted });
  const clean = (text: string): string => maskSecrets(redaction.text(text));

  return {
    prepare: async (name, input, token) => {
      // What was asked before and not allowed must not count for this call.
      asked.delete(callKey(name, input));
      const call = acceptedCall(name, input);
      if (typeof call === 'string') return {};
      const { signal, dispose } = abortedBy(token);
      try {
        const guarded = await guardedBy(call, contextOf(signal, new Set()));
        const askable = guarded.filter(({ level }) => level !== 'secret');
        const invocationMessage = clean(call.title);
        if (askable.length === 0) return { invocationMessage };
        asked.set(callKey(name, input), new Set(askable.map(({ uri }) => uri)));
        return { invocationMessage, confirmationMessages: confirmationOf(askable) };
      } catch (error) {
        // What is wrong with the call is said when it is made.
        if (isForTheModel(error)) return {};
        throw error;
      } finally {
        dispose();
      }
    },
    invoke: async (name, { input, tokenizationOptions }, token) => {
      const { signal, dispose } = abortedBy(token);
      const key = callKey(name, input);
      const granted = asked.get(key) ?? new Set<string>();
      asked.delete(key);
      try {
        const call = acceptedCall(name, input);
        if (typeof call === 'string') return textResult(call);
        const context = contextOf(signal, granted);
        const refusal = refusalOf(await guardedBy(call, context), granted);
        if (refusal !== undefined) return textResult(refusal);
        const images = imagesForAsker(parts.files);
        const output = await untilAborted(call.run({ ...context, images: images.port }), signal);
        const budget =
          tokenizationOptions === undefined
            ? undefined
            : {
                tokenBudget: tokenizationOptions.tokenBudget,
                countTokens: (text: string) => tokenizationOptions.countTokens(text, token),
              };
        const text = await fitText(clean(output.content), budget);
        return new vscode.LanguageModelToolResult([
          new vscode.LanguageModelTextPart(text),
          ...images.kept(),
        ]);
      } catch (error) {
        if (isAbort(error) || signal.aborted) throw new vscode.CancellationError();
        if (isForTheModel(error)) return textResult(clean(error.message));
        logger.error(`${name} failed`, error);
        return textResult(TOOL_BROKE);
      } finally {
        dispose();
      }
    },
  };
}

/** The call, or what is wrong with it. */
function acceptedCall(name: OfferedToolName, input: unknown): ReadCall | string {
  const call = offeredTool(name).accept(isJsonObject(input) ? (input satisfies JsonObject) : {});
  if (call.kind === 'refused') return call.reason;
  if (call.kind === 'effect') throw new Error(`${name} is not for reading alone`);
  return call;
}

function callKey(name: OfferedToolName, input: unknown): string {
  return `${name} ${canonicalJson(input)}`;
}

async function guardedBy(call: ReadCall, context: ToolContext): Promise<readonly Guarded[]> {
  return (await call.guarded?.(context)) ?? [];
}

function confirmationOf(files: readonly Guarded[]): vscode.LanguageModelToolConfirmationMessages {
  return {
    title: l10n.t('Show a guarded file to the model?'),
    message: files.map(({ path, reason }) => `${path}: ${reason}`).join('\n'),
  };
}

/**
 * Secrets are not asked about: VS Code lets a person say "always" to a tool, and where another
 * program sends what it read is not known here.
 */
function refusalOf(files: readonly Guarded[], granted: ReadonlySet<string>): string | undefined {
  const secret = files.find(({ level }) => level === 'secret');
  if (secret !== undefined) {
    return `${secret.path} is never given to other programs: ${secret.reason} Work without it, or ask the user for the part that matters.`;
  }
  const unasked = files.find(({ uri }) => !granted.has(uri));
  return unasked === undefined
    ? undefined
    : `${unasked.path} is guarded: ${unasked.reason} The user was not asked about it. Call the tool again.`;
}

function isForTheModel(error: unknown): error is Error {
  return error instanceof ToolRefusal || error instanceof PlumbError;
}

function textResult(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
