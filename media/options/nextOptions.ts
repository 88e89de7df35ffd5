import * as l10n from '@vscode/l10n';
import { MOST_ANSWERS, type SendOptions } from '../../src/protocol/viewModel.ts';

/** How the next message is to be answered; both are as ever when they are not set otherwise. */
export interface NextOptions {
  /** 1 to 4; more than one are shown side by side. */
  readonly answers: number;
  /** `auto`, `any`, `none`, or `tool:` and the name of one. */
  readonly tools: string;
}

export const USUAL: NextOptions = { answers: 1, tools: 'auto' };

interface Choice {
  readonly id: string;
  readonly label: string;
}

export function answerChoices(): Choice[] {
  return Array.from({ length: MOST_ANSWERS }, (_, at) => ({
    id: String(at + 1),
    label: at === 0 ? l10n.t('One') : l10n.t('Compare {0} answers', at + 1),
  }));
}

export function toolChoices(toolNames: readonly string[]): Choice[] {
  return [
    { id: 'auto', label: l10n.t('Model decides') },
    { id: 'any', label: l10n.t('Must use a tool') },
    { id: 'none', label: l10n.t('No tools') },
    ...toolNames.map(name => ({ id: `tool:${name}`, label: name })),
  ];
}

/** The same without a tool that is not offered any more, as after a change of mode. */
export function possible(options: NextOptions, toolNames: readonly string[]): NextOptions {
  const isKnown = toolChoices(toolNames).some(({ id }) => id === options.tools);
  return isKnown ? options : { ...options, tools: USUAL.tools };
}

/** What goes to the host; undefined if nothing differs from what is usual. */
export function sendOptions({ answers, tools }: NextOptions): SendOptions | undefined {
  if (answers === USUAL.answers && tools === USUAL.tools) return undefined;
  return {
    ...(answers === USUAL.answers ? {} : { numberResults: answers }),
    ...(tools === USUAL.tools ? {} : { toolChoice: toolChoice(tools) }),
  };
}

function toolChoice(tools: string): NonNullable<SendOptions['toolChoice']> {
  if (tools === 'any' || tools === 'none') return { type: tools };
  return tools.startsWith('tool:')
    ? { type: 'tool', name: tools.slice('tool:'.length) }
    : { type: 'auto' };
}
