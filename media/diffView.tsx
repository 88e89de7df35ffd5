import type { VNode } from 'preact';
import type { DiffFile, DiffLine } from '../src/protocol/diff.ts';
import { changeName } from './changeName.ts';
import { DiffLineText } from './diffLineText.tsx';
import { LineCounts } from './lineCounts.tsx';
import { Visible, VisibleWarning } from './visible.tsx';
import { visibleText, withVisibleCharacters } from '../src/base/visibleCharacters.ts';

/** One file of a proposed edit: every line that changes, signed, numbered and never cut. */
export function DiffView({ file }: { readonly file: DiffFile }): VNode {
  const path = file.newPath === undefined ? file.path : `${file.path} → ${file.newPath}`;
  const texts = file.hunks.flatMap(hunk => hunk.lines.map(line => line.text));
  return (
    <section class="diff" aria-label={withVisibleCharacters(path)}>
      <header class="diff-file">
        <span class="diff-path">
          <Visible pieces={visibleText(path)} />
        </span>
        {file.change !== 'update' && <span class="diff-change">{changeName(file.change)}</span>}
        <LineCounts added={file.added} removed={file.removed} />
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

interface NumberedLine extends DiffLine {
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
      <DiffLineText line={line} />
    </tr>
  );
}
