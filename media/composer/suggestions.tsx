import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Candidate } from '../../src/protocol/requests/composer.ts';
import { Icon } from '../icons.tsx';
import { chipIcon } from './chipIcon.ts';
import type { Completion } from './useCompletion.ts';

/** What fits behind `@` or `/`. The keyboard stays in the text box, which speaks for the list. */
export function Suggestions({ completion }: { readonly completion: Completion }): VNode | null {
  const { candidates, active, listId } = completion;
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    list.current?.children.item(active)?.scrollIntoView({ block: 'nearest' });
  }, [candidates, active]);

  if (candidates.length === 0) return null;
  return (
    <ul
      class="suggestions"
      ref={list}
      id={listId}
      role="listbox"
      aria-label={l10n.t('Suggestions')}
      // A press is not to take the keyboard from the text.
      onMouseDown={event => event.preventDefault()}
    >
      {candidates.map((candidate, at) => (
        <Suggestion
          key={candidate.ref}
          candidate={candidate}
          id={completion.optionId(at)}
          isActive={at === active}
          onTake={() => completion.take(at)}
        />
      ))}
    </ul>
  );
}

function Suggestion(props: {
  readonly candidate: Candidate;
  readonly id: string;
  readonly isActive: boolean;
  readonly onTake: () => void;
}): VNode {
  const { kind, label, detail, narrowsTo } = props.candidate;
  return (
    <li
      class="suggestion-line"
      id={props.id}
      role="option"
      aria-selected={props.isActive}
      onClick={props.onTake}
    >
      <Icon name={chipIcon(kind)} />
      <span class="suggestion-label" dir="auto">
        {label}
      </span>
      <span class="suggestion-detail" dir="auto">
        {detail}
      </span>
      {narrowsTo !== undefined && <Icon name="chevron" />}
    </li>
  );
}
