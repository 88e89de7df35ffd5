import * as l10n from '@vscode/l10n';
import { Fragment, type VNode } from 'preact';
import type { Piece } from '../src/base/visibleCharacters.ts';

/** Text in which what hides is shown by its code point, and what imitates is underlined. */
export function Visible({ pieces }: { readonly pieces: readonly Piece[] }): VNode {
  return (
    <>
      {pieces.map((piece, at) => {
        if (piece.kind === 'plain') return <Fragment key={at}>{piece.text}</Fragment>;
        if (piece.reason === 'lookalike') {
          return (
            <mark key={at} class="lookalike" title={piece.label}>
              {piece.text}
            </mark>
          );
        }
        return (
          <mark key={at} class="hidden-character">
            {piece.label}
          </mark>
        );
      })}
    </>
  );
}

/** Says in words that a proposal holds such characters; nothing if it holds none. */
export function VisibleWarning({ pieces }: { readonly pieces: readonly Piece[] }): VNode | null {
  const marked = pieces.filter(piece => piece.kind === 'marked');
  if (marked.length === 0) return null;
  const hides = marked.some(piece => piece.reason !== 'lookalike');
  return (
    <p class="visible-warning">
      {hides
        ? l10n.t('Holds characters that cannot be seen. They are shown by their code point.')
        : l10n.t('Holds characters that can be mistaken for others. They are underlined.')}
    </p>
  );
}
