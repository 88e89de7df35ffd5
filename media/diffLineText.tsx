import type { VNode } from 'preact';
import type { DiffLine } from '../src/protocol/diff.ts';
import { Visible } from './visible.tsx';
import { visibleText } from '../src/base/visibleCharacters.ts';

const signs = { added: '+', removed: '−', context: '' } as const;

/** The cells of a line of a diff: its sign, and its text with everything in it made visible. */
export function DiffLineText({ line }: { readonly line: DiffLine }): VNode {
  return (
    <>
      <td class="line-sign">{signs[line.kind]}</td>
      <td class="line-text">
        <Visible pieces={visibleText(line.text)} />
      </td>
    </>
  );
}
