import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ProposalView } from '../src/protocol/viewModel.ts';
import { duration } from './format.ts';
import { Visible, VisibleWarning } from './visible.tsx';
import { visibleCommand, visibleText } from '../src/base/visibleCharacters.ts';

/** The exact text that would be run, whole, in the order of its bytes (S18, S23). */
export function CommandView(props: {
  readonly command: Extract<ProposalView, { kind: 'command' }>;
}): VNode {
  const { command, cwd, timeoutMs, background } = props.command;
  const time = duration(timeoutMs);
  const lines = command.split('\n').map(visibleCommand);
  return (
    <div class="command">
      <pre class="command-text" aria-label={l10n.t('Command')} dir="ltr">
        {lines.map((pieces, at) => (
          <span key={at} class="command-line">
            <Visible pieces={pieces} />
            {at < lines.length - 1 && (
              <>
                <span class="line-break" title={l10n.t('Line break')}>
                  ↵
                </span>
                {'\n'}
              </>
            )}
          </span>
        ))}
      </pre>
      <VisibleWarning pieces={lines.flat()} />
      <p class="command-where">
        <Visible
          pieces={visibleText(
            cwd === '' || cwd === '.'
              ? l10n.t('For at most {0}', time)
              : l10n.t('In {0}, for at most {1}', cwd, time),
          )}
        />
      </p>
      {background === true && (
        <p class="command-where">
          {l10n.t('It goes on after the answer, until it is ended or that time is over.')}
        </p>
      )}
    </div>
  );
}
