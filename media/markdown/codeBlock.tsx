import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../copyButton.tsx';
import { IconButton } from '../iconButton.tsx';
import { usePanel } from '../panelContext.ts';
import { ApplyButton } from './applyButton.tsx';
import { CodeDiff } from './codeDiff.tsx';
import { CodeLines } from './codeLines.tsx';
import { fenceLanguage } from './links.ts';

/** `cut` is code whose answer ended before its fence was closed. */
export type CodeState = 'growing' | 'whole' | 'cut';

/**
 * A block of code with its buttons.
 * @param chunks whole chunks of lines; `rest` is what follows them
 * @param state it is coloured once it grows no more, and can be applied only if it is whole
 * @param path of the file that the answer says it is of
 */
export function CodeBlock(props: {
  readonly info: string | undefined;
  readonly chunks: readonly string[];
  readonly rest: string;
  readonly state: CodeState;
  readonly path?: string | undefined;
}): VNode {
  const { ask } = usePanel();
  const { chunks, rest, state, path } = props;
  const open = state === 'growing';
  const [told, tell] = useState('');
  const language = fenceLanguage(props.info);
  const code = useMemo(() => () => chunks.join('') + rest, [chunks, rest]);
  const isDiff = !open && (language === 'diff' || language === 'patch');
  return (
    <div class="code-block">
      <div class="code-bar">
        <span class="code-language">
          {language}
          {path !== undefined && <span class="code-path"> {path}</span>}
        </span>
        <CopyButton label={l10n.t('Copy code')} text={code} />
        <IconButton
          icon="insert"
          label={l10n.t('Insert at cursor')}
          onClick={() => void ask('insertAtCursor', { text: code() })}
        />
        <IconButton
          icon="newFile"
          label={l10n.t('New file')}
          onClick={() => void ask('newFile', { text: code(), language })}
        />
        {state === 'whole' && (
          <ApplyButton code={code} language={language} path={path} tell={tell} />
        )}
      </div>
      {told !== '' && (
        <p class="code-told" dir="auto">
          {told}
        </p>
      )}
      {isDiff ? (
        <CodeDiff text={code()} />
      ) : (
        <CodeLines chunks={chunks} rest={rest} open={open} language={language} />
      )}
    </div>
  );
}
