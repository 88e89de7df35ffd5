import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { unreachable } from '../src/base/errors.ts';
import type { DiffFile } from '../src/protocol/diff.ts';
import { Visible, VisibleWarning } from './visible.tsx';
import { visibleText } from './visibleText.ts';

type Line = DiffFile['hunks'][number]['lines'][number];

const signs = { added: '+', removed: '−', context: '' } as const;

/** One file of a proposed edit: every line that changes, signed, numbered and never cut. */
export function DiffView({ file }: { readonly file: DiffFile }): VNode {
  const path = file.newPath === undefined ? file.path : `${file.path} → ${file.newPath}`;
  const texts = file.hunks.flatMap(hunk => hunk.lines.map(line => line.text));
  return (
    <section class="diff" aria-label={path}>
      <header class="diff-file">
        <span class="diff-path">
          <Visible pieces={visibleText(path)} />
        </span>
        {file.change !== 'update' && <span class="diff-change">{changeName(file.change)}</span>}
        <span class="diff-count">
          <span class="count-added">+{file.added}</span>{' '}
          <span class="count-removed">−{file.removed}</span>
        </span>
      </header>
      <VisibleWarning pieces={texts.flatMap(visibleText)} />
      <table class="diff-lines">
        {file.hunks.map((hunk, at) => (
          <tbody key={at}>{numbered(hunk).map(row)}</tbody>
        ))}
      </table>
    </section>
  );
}

interface NumberedLine extends Line {
  readonly oldNumber: number | undefined;
  readonly newNumber: number | undefined;
}

function numbered(hunk: DiffFile['hunks'][number]): NumberedLine[] {
  let { oldStart, newStart } = hunk;
  return hunk.lines.map(line => ({
    ...line,
    oldNumber: line.kind === 'added' ? undefined : oldStart++,
    newNumber: line.kind === 'removed' ? undefined : newStart++,
  }));
}

function row(line: NumberedLine, at: number): VNode {
  return (
    <tr key={at} class={`line-${line.kind}`}>
      <td class="line-number">{line.oldNumber}</td>
      <td class="line-number">{line.newNumber}</td>
      <td class="line-sign">{signs[line.kind]}</td>
      <td class="line-text">
        <Visible pieces={visibleText(line.text)} />
      </td>
    </tr>
  );
}

function changeName(change: Exclude<DiffFile['change'], 'update'>): string {
  switch (change) {
    case 'create':
      return l10n.t('New file');
    case 'delete':
      return l10n.t('Deleted');
    case 'move':
      return l10n.t('Moved');
    default:
      return unreachable(change);
  }
}
