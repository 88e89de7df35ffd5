import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { ChangesView } from '../../src/protocol/changesView.ts';
import { Icon } from '../icons.tsx';
import { LineCounts } from '../lineCounts.tsx';
import type { SavedState } from '../savedState.ts';
import { AllButtons } from './allButtons.tsx';
import { FileRow } from './changedFile.tsx';
import { useHandOver, useKeyboardInList, type HandOver } from './useHandOver.ts';
import { useReviewing, type Reviewing } from './useReviewing.ts';

/** What the agent changed and nobody has decided on; nothing is there if there is nothing. */
export function ChangedFiles(props: {
  readonly changes: ChangesView;
  readonly saved: SavedState;
}): VNode | null {
  const { changes, saved } = props;
  const [isFolded, setFolded] = useState(() => saved.read().isReviewFolded ?? false);
  const region = useRef<HTMLElement>(null);
  const reviewing = useReviewing();
  const handOver = useKeyboardInList(region);
  const listId = useId();

  if (changes.files.length === 0) return null;
  const fold = (): void => {
    setFolded(!isFolded);
    saved.write({ isReviewFolded: !isFolded });
  };
  return (
    <section
      class="changes"
      aria-label={l10n.t('Changed files')}
      ref={region}
      onKeyDown={event => {
        // A key that is held down decides on one change and not on all that follow.
        if (event.repeat && event.key === 'Enter') event.preventDefault();
      }}
      onClickCapture={event => {
        // Nor does the second click of a double click: what stands there now nobody has read.
        if (event.detail > 1) event.stopPropagation();
      }}
    >
      <Head
        changes={changes}
        isFolded={isFolded}
        onFold={fold}
        listId={listId}
        reviewing={reviewing}
        handOver={handOver}
      />
      {!isFolded && (
        <div class="change-list" id={listId}>
          <ul>
            {changes.files.map(file => (
              <li key={file.uri}>
                <FileRow file={file} reviewing={reviewing} handOver={handOver} />
              </li>
            ))}
          </ul>
          {changes.moreFiles > 0 && (
            <p class="change-more">
              {changes.moreFiles === 1
                ? l10n.t('1 more file')
                : l10n.t('{0} more files', changes.moreFiles)}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function Head(props: {
  readonly changes: ChangesView;
  readonly isFolded: boolean;
  readonly onFold: () => void;
  readonly listId: string;
  readonly reviewing: Reviewing;
  readonly handOver: HandOver;
}): VNode {
  const { changes, isFolded } = props;
  const head = useRef<HTMLDivElement>(null);
  useHandOver(head, props.handOver);
  const fileCount = changes.files.length + changes.moreFiles;
  return (
    <div class="change-head" ref={head}>
      <button
        type="button"
        class="change-summary"
        aria-expanded={!isFolded}
        aria-controls={isFolded ? undefined : props.listId}
        onClick={props.onFold}
      >
        <Icon name="chevron" />
        <span>
          {fileCount === 1 ? l10n.t('1 changed file') : l10n.t('{0} changed files', fileCount)}
        </span>{' '}
        <LineCounts added={changes.added} removed={changes.removed} />
      </button>
      <AllButtons changeCount={changes.changeCount} reviewing={props.reviewing} />
    </div>
  );
}
