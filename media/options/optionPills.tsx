import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Icon } from '../icons.tsx';
import { Pill } from '../pill.tsx';
import { toolChoices, USUAL, type NextOptions } from './nextOptions.ts';

/** What of the next message's options differs from what is usual. */
export function OptionPills(props: {
  readonly options: NextOptions;
  readonly toolNames: readonly string[];
  readonly onChange: (options: NextOptions) => void;
}): VNode {
  const { options, toolNames, onChange } = props;
  const pill = (name: string, usual: Partial<NextOptions>): VNode => (
    <Pill name={name} onRemove={() => onChange({ ...options, ...usual })}>
      <Icon name="options" />
      <span class="pill-name">{name}</span>
    </Pill>
  );
  return (
    <>
      {options.answers !== USUAL.answers &&
        pill(l10n.t('{0} answers', options.answers), { answers: USUAL.answers })}
      {options.tools !== USUAL.tools &&
        pill(toolsLabel(options.tools, toolNames), { tools: USUAL.tools })}
    </>
  );
}

function toolsLabel(tools: string, toolNames: readonly string[]): string {
  if (tools.startsWith('tool:')) return l10n.t('Tool: {0}', tools.slice('tool:'.length));
  return toolChoices(toolNames).find(({ id }) => id === tools)?.label ?? tools;
}
