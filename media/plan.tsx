import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { unreachable } from '../src/base/errors.ts';
import { visibleText } from '../src/base/visibleCharacters.ts';
import type { PlanItem } from '../src/protocol/viewModel.ts';
import { Icon, type IconName } from './icons.tsx';
import { Visible } from './visible.tsx';

type StepState = PlanItem['steps'][number]['state'];

/** The model's steps, as a list that says of each how it stands; folded once all are done. */
export function Plan({ item }: { readonly item: PlanItem }): VNode {
  const { steps } = item;
  const done = steps.filter(({ state }) => state === 'done').length;
  const isDone = done === steps.length;
  return (
    // Another element once all is done, so that what a person opened by hand before folds then too.
    <details key={isDone ? 'done' : 'open'} class="card plan" open={!isDone}>
      <summary>
        <Icon name="chevron" />
        <h4>{l10n.t('Plan: {0} of {1} done', done, steps.length)}</h4>
      </summary>
      <ol aria-label={l10n.t('Plan')}>
        {steps.map(({ text, state }, at) => (
          <li
            key={at}
            data-state={state}
            aria-current={state === 'inProgress' ? 'step' : undefined}
          >
            <Icon name={stateIcon(state)} />
            <span class="visually-hidden">{stateName(state)}: </span>
            <span dir="auto">
              <Visible pieces={visibleText(text)} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function stateName(state: StepState): string {
  switch (state) {
    case 'open':
      return l10n.t('open');
    case 'inProgress':
      return l10n.t('in progress');
    case 'done':
      return l10n.t('done');
    default:
      return unreachable(state);
  }
}

function stateIcon(state: StepState): IconName {
  switch (state) {
    case 'open':
      return 'circle';
    case 'inProgress':
      return 'arrow';
    case 'done':
      return 'check';
    default:
      return unreachable(state);
  }
}
