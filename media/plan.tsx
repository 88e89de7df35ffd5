import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PlanItem } from '../src/protocol/viewModel.ts';
import { Visible } from './visible.tsx';
import { visibleText } from '../src/base/visibleCharacters.ts';

/** The model's steps, as a list that says of each how it stands. */
export function Plan({ item }: { readonly item: PlanItem }): VNode {
  return (
    <ul class="plan" aria-label={l10n.t('Plan')}>
      {item.steps.map((step, at) => (
        <li key={at} data-state={step.state}>
          <Visible pieces={visibleText(step.text)} />
        </li>
      ))}
    </ul>
  );
}
