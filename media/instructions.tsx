import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { InstructionsItem } from '../src/protocol/viewModel.ts';
import { Visible } from './visible.tsx';
import { visibleText } from '../src/base/visibleCharacters.ts';

/** The project's instructions that the model was given. */
export function Instructions({ item }: { readonly item: InstructionsItem }): VNode {
  return (
    <section class="instructions" aria-label={l10n.t('Project instructions')}>
      {item.files.map(({ path, text }) => (
        <details key={path}>
          <summary>
            <Visible pieces={visibleText(path)} />
          </summary>
          <pre>
            <Visible pieces={visibleText(text)} />
          </pre>
        </details>
      ))}
    </section>
  );
}
