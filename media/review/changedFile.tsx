import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { ChangedFile } from '../../src/protocol/changesView.ts';
import { changeName } from '../changeName.ts';
import { Icon } from '../icons.tsx';
import { LineCounts } from '../lineCounts.tsx';
import { usePanel } from '../panelContext.ts';
import { Visible } from '../visible.tsx';
import { visibleText } from '../../src/base/visibleCharacters.ts';
import { HunkRow } from './changedHunk.tsx';
import { PlaceLink } from './placeLink.tsx';
import { ReviewButtons } from './reviewButtons.tsx';
import { useHandOver, type HandOver } from './useHandOver.ts';
import type { Reviewing } from './useReviewing.ts';

/** A file under review with its hunks, each to be kept or undone by itself. */
export function FileRow(props: {
  readonly file: ChangedFile;
  readonly reviewing: Reviewing;
  readonly handOver: HandOver;
}): VNode {
  const { file, reviewing, handOver } = props;
  const { uri, path, change, hunks, moreHunks } = file;
  const { ask } = usePanel();
  const row = useRef<HTMLDivElement>(null);
  useHandOver(row, handOver);

  const isGone = change === 'delete';
  return (
    <div class="change-file" role="group" aria-label={path} ref={row}>
      <div class="change-line">
        <span class="change-path">
          <PlaceLink
            title={isGone ? l10n.t('Open diff of {0}', path) : l10n.t('Open {0}', path)}
            onOpen={() => void (isGone ? ask('openDiff', { uri }) : ask('openChange', { uri }))}
          >
            <Visible pieces={visibleText(path)} />
          </PlaceLink>{' '}
          {change !== 'update' && <span class="diff-change">{whatHappened(file, change)}</span>}
        </span>
        <span class="change-end">
          <LineCounts added={file.added} removed={file.removed} />
          <button
            type="button"
            class="icon-button"
            aria-label={l10n.t('Open diff')}
            title={l10n.t('Open diff of {0}', path)}
            onClick={() => void ask('openDiff', { uri })}
          >
            <Icon name="diff" />
          </button>
          <ReviewButtons
            target={{ kind: 'file', uri }}
            what={{ count: Math.max(1, hunks.length + moreHunks), path }}
            keepTitle={l10n.t('Keep the changes in {0}', path)}
            undoTitle={l10n.t('Undo the changes in {0}', path)}
            reviewing={reviewing}
          />
        </span>
      </div>
      {hunks.length > 0 && (
        <ul class="change-hunks" aria-label={l10n.t('Changes in {0}', path)}>
          {hunks.map(hunk => (
            <li key={hunk.id}>
              <HunkRow file={file} hunk={hunk} reviewing={reviewing} handOver={handOver} />
            </li>
          ))}
        </ul>
      )}
      {moreHunks > 0 && (
        <p class="change-more">
          {moreHunks === 1 ? l10n.t('1 more change') : l10n.t('{0} more changes', moreHunks)}
        </p>
      )}
    </div>
  );
}

function whatHappened(file: ChangedFile, change: Exclude<ChangedFile['change'], 'update'>): string {
  return change === 'move' && file.movedFrom !== undefined
    ? l10n.t('Moved from {0}', file.movedFrom)
    : changeName(change);
}
