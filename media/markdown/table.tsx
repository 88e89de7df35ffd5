import * as l10n from '@vscode/l10n';
import type { Tokens } from 'marked';
import type { VNode } from 'preact';
import { FoldButtons, useFold } from './fold.tsx';
import { inlineViews } from './inline.tsx';

/** Rows that are drawn at first, and with each press. */
const FEW = 100;
const MORE = 500;

/** Scrolls by itself, so that a wide table does not make the panel scroll. */
export function Table(props: {
  readonly table: Tokens.Table;
  /** It can change no more. */
  readonly isFinished: boolean;
}): VNode {
  const { table, isFinished } = props;
  const fold = useFold(table.rows.length, FEW, MORE);
  return (
    <>
      <div class="table" role="region" aria-label={l10n.t('Table')} tabIndex={0}>
        <table aria-rowcount={fold.isFoldable ? table.rows.length + 1 : undefined}>
          <thead>
            <tr>{table.header.map((content, at) => cell(content, at, isFinished))}</tr>
          </thead>
          <tbody>
            {table.rows.slice(0, fold.shown).map((row, at) => (
              <tr key={at}>{row.map((content, at) => cell(content, at, isFinished))}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {fold.isFoldable && (
        <FoldButtons
          fold={fold}
          all={l10n.t('Show all {0} rows', table.rows.length)}
          more={l10n.t('Show more rows')}
        />
      )}
    </>
  );
}

function cell(content: Tokens.TableCell, at: number, isFinished: boolean): VNode {
  const align = content.align === null ? undefined : `align-${content.align}`;
  return content.header ? (
    <th key={at} scope="col" dir="auto" class={align}>
      {inlineViews(content.tokens, isFinished)}
    </th>
  ) : (
    <td key={at} dir="auto" class={align}>
      {inlineViews(content.tokens, isFinished)}
    </td>
  );
}
