import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Block } from './blocks.ts';
import { inlineViews } from './inline.tsx';
import { known } from './syntax.ts';

/** The notes of a message, at its end, as they come; nothing if it has none. */
export function Footnotes(props: { readonly groups: readonly (readonly Block[])[] }): VNode | null {
  const notes = props.groups
    .flat()
    .flatMap(block => (block.kind === 'token' ? [known(block.token)] : []))
    .filter(token => token.type === 'footnote');
  if (notes.length === 0) return null;
  return (
    <ul class="footnotes" aria-label={l10n.t('Footnotes')}>
      {notes.map((note, at) => (
        <li key={at} dir="auto">
          <sup>{note.label}</sup> {inlineViews(note.tokens, false)}
        </li>
      ))}
    </ul>
  );
}
