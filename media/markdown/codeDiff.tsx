import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { FoldButtons, useFold } from './fold.tsx';

type RowKind = 'added' | 'removed' | 'context' | 'head';

interface Row {
  readonly kind: RowKind;
  readonly text: string;
}

const FOLDED_ROWS = 40;
const MORE_ROWS = 1_000;

/** A diff as rows that were added and removed, told by sign and word as well as by colour. */
export function CodeDiff({ text }: { readonly text: string }): VNode {
  const rows = useMemo(() => rowsOf(text), [text]);
  const fold = useFold(rows.length, FOLDED_ROWS, MORE_ROWS);
  return (
    <>
      <div class="code-diff" tabIndex={0} role="region" aria-label={l10n.t('Diff')}>
        <table class="diff-lines">
          <tbody>{rows.slice(0, fold.shown).map(drawn)}</tbody>
        </table>
      </div>
      <FoldButtons
        fold={fold}
        all={l10n.t('Show all {0} lines', rows.length)}
        more={l10n.t('Show {0} more lines', MORE_ROWS)}
      />
    </>
  );
}

function drawn({ kind, text }: Row, at: number): VNode {
  if (kind === 'head') {
    return (
      <tr key={at} class="diff-head">
        <td colSpan={2}>{text}</td>
      </tr>
    );
  }
  return (
    <tr key={at} class={`line-${kind}`}>
      <td class="line-sign">{sign(kind)}</td>
      <td class="line-text">{text}</td>
    </tr>
  );
}

function sign(kind: Exclude<RowKind, 'head'>): VNode | null {
  if (kind === 'context') return null;
  return (
    <>
      <span aria-hidden="true">{kind === 'added' ? '+' : '−'}</span>
      <span class="visually-hidden">{kind === 'added' ? l10n.t('Added') : l10n.t('Removed')}</span>
    </>
  );
}

/** What stands at the left margin of a diff and is no line of a file. */
const HEAD = /^(?:@@|\*\*\*|diff |index |new file|deleted file|rename |similarity )/;

function rowsOf(text: string): Row[] {
  const lines = text.split('\n');
  // The names of files look like lines that are removed and added (`-- a` of SQL, `++i`), so they
  // count only in pairs, and where no line of a file has come yet or a hunk follows.
  let isAbove = true;
  let namesTo = 0;
  return lines.map((line, at): Row => {
    const isPair = line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ') === true;
    if (isPair && (isAbove || lines[at + 2]?.startsWith('@@') === true)) namesTo = at + 2;
    if (at < namesTo || HEAD.test(line)) {
      isAbove = at >= namesTo && !line.startsWith('@@');
      return { kind: 'head', text: line };
    }
    isAbove &&= line === '';
    if (line.startsWith('+')) return { kind: 'added', text: line.slice(1) };
    if (line.startsWith('-')) return { kind: 'removed', text: line.slice(1) };
    return { kind: 'context', text: line.startsWith(' ') ? line.slice(1) : line };
  });
}
