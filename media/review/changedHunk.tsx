import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { ChangedFile, ChangedHunk } from '../../src/protocol/changesView.ts';
import { DiffLineText } from '../diffLineText.tsx';
import { Icon } from '../icons.tsx';
import { LineCounts } from '../lineCounts.tsx';
import { usePanel } from '../panelContext.ts';
import { VisibleWarning } from '../visible.tsx';
import { visibleText } from '../../src/base/visibleCharacters.ts';
import { PlaceLink } from './placeLink.tsx';
import { ReviewButtons } from './reviewButtons.tsx';
import { useHandOver, type HandOver } from './useHandOver.ts';
import type { Reviewing } from './useReviewing.ts';

/** One run of changed lines: where, how many, and unfolded its first ones. */
export function HunkRow(props: {
  readonly file: ChangedFile;
  readonly hunk: ChangedHunk;
  readonly reviewing: Reviewing;
  readonly handOver: HandOver;
}): VNode {
  const { file, hunk, reviewing } = props;
  const { uri, path } = file;
  const { ask } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const linesId = useId();
  useHandOver(row, props.handOver);

  const place = l10n.t('Line {0}', hunk.line);
  return (
    <div class="change-hunk" role="group" aria-label={place} ref={row}>
      <div class="change-line">
        <button
          type="button"
          class="change-fold"
          aria-label={l10n.t('Changed lines')}
          aria-expanded={isOpen}
          aria-controls={isOpen ? linesId : undefined}
          title={isOpen ? l10n.t('Hide the changed lines') : l10n.t('Show the changed lines')}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="chevron" />
        </button>
        <span class="change-place">
          {file.change === 'delete' ? (
            place
          ) : (
            <PlaceLink
              title={l10n.t('Open {0}', `${path}:${hunk.line}`)}
              onOpen={() => void ask('openChange', { uri, hunkId: hunk.id })}
            >
              {place}
            </PlaceLink>
          )}
        </span>
        <span class="change-end">
          <LineCounts added={hunk.added} removed={hunk.removed} />
          <ReviewButtons
            target={{ kind: 'hunk', uri, id: hunk.id }}
            what={{ count: 1, path }}
            keepTitle={l10n.t('Keep the change at line {0} of {1}', hunk.line, path)}
            undoTitle={l10n.t('Undo the change at line {0} of {1}', hunk.line, path)}
            reviewing={reviewing}
          />
        </span>
      </div>
      {isOpen && <HunkLines hunk={hunk} id={linesId} />}
    </div>
  );
}

function HunkLines(props: { readonly hunk: ChangedHunk; readonly id: string }): VNode {
  const { rows, moreRows } = props.hunk;
  return (
    <div class="diff" id={props.id}>
      <VisibleWarning pieces={rows.flatMap(({ text }) => visibleText(text))} />
      <table class="diff-lines">
        <tbody>
          {rows.map((line, at) => (
            <tr key={at} class={`line-${line.kind}`}>
              <DiffLineText line={line} />
            </tr>
          ))}
        </tbody>
      </table>
      {moreRows > 0 && (
        <p class="change-more">
          {moreRows === 1 ? l10n.t('1 more line') : l10n.t('{0} more lines', moreRows)}
        </p>
      )}
    </div>
  );
}
