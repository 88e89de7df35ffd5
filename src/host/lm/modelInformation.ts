import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { exact } from '../../base/figures.ts';
import type { ModelFacts } from '../../api/models.ts';

/**
 * VS Code reads a word more than its stable types name: the picker of 1.110 leaves out a model that
 * does not say that people may choose it.
 */
type ShownModel = vscode.LanguageModelChatInformation & { readonly isUserSelectable: true };

/**
 * A model as VS Code's pickers show it.
 * @param limits what the settings let a request hold and an answer have, in tokens
 */
export function modelInformation(
  { id, label, contextTokens, maxOutputTokens, price, takesImages, takesTools }: ModelFacts,
  limits: { readonly maxInputTokens: number; readonly maxOutputTokens: number },
): ShownModel {
  const output = Math.min(limits.maxOutputTokens, maxOutputTokens);
  return {
    id,
    name: label,
    family: familyOf(id),
    version: id,
    detail: 'Plumb',
    tooltip:
      price === undefined
        ? l10n.t('{0}, billed to your Runware account', label)
        : l10n.t(
            '{0}, billed to your Runware account: ${1} for a million tokens of input, ${2} of output',
            label,
            exact(price.input),
            exact(price.output),
          ),
    maxInputTokens: Math.max(1, Math.min(limits.maxInputTokens, contextTokens - output)),
    maxOutputTokens: output,
    capabilities: { imageInput: takesImages, toolCalling: takesTools },
    isUserSelectable: true,
  };
}

/** As others name it: `gpt-5.5` of `openai-gpt-5-5`. */
function familyOf(id: string): string {
  return id.replace(/^[a-z]+-(?=gpt-)/, '').replace(/^(gpt-\d+)-(\d+)/, '$1.$2');
}
