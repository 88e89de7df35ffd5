import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { visibleText, type Piece } from '../src/base/visibleCharacters.ts';
import type { InstructionsItem } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { Visible, VisibleWarning } from './visible.tsx';

/** The project's instructions that the model was given: one line, and unfolded what they say. */
export function Instructions({ item }: { readonly item: InstructionsItem }): VNode {
  const files = useMemo(
    () =>
      item.files.map(({ path, text }) => ({ path: visibleText(path), text: visibleText(text) })),
    [item],
  );
  const all = files.flatMap(({ path, text }) => [...path, ...text]);
  return (
    <section class="instructions" aria-label={l10n.t('Project instructions')}>
      <details>
        <summary>
          <Icon name="chevron" />
          <span>
            {l10n.t('Project instructions:')} <Paths paths={files.map(({ path }) => path)} />
          </span>
        </summary>
        {files.map(({ path, text }, at) => (
          <div key={at}>
            <h4 class="tool-label" dir="ltr">
              <Visible pieces={path} />
            </h4>
            <pre class="tool-text" tabIndex={0} dir="auto">
              <Visible pieces={text} />
            </pre>
          </div>
        ))}
      </details>
      <VisibleWarning pieces={all} />
    </section>
  );
}

function Paths({ paths }: { readonly paths: readonly (readonly Piece[])[] }): VNode {
  return (
    <>
      {paths.map((path, at) => (
        <span key={at}>
          {at > 0 && ', '}
          <bdi>
            <Visible pieces={path} />
          </bdi>
        </span>
      ))}
    </>
  );
}
