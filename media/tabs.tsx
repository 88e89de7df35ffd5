import type { ComponentChildren, VNode } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { placeAfterKey } from './placeAfterKey.ts';

/** One of several things at a time; arrow keys, Home and End go from tab to tab. */
export function Tabs(props: {
  readonly label: string;
  /** `name` is what a screen reader says, where that is more than what is written. */
  readonly tabs: readonly { readonly text: string; readonly name: string }[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** Class of what is shown. */
  readonly class: string;
  /** What is shown of the chosen one. */
  readonly children: ComponentChildren;
}): VNode {
  const { label, tabs, chosen, onChoose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = placeAfterKey(
      event.key,
      { next: 'ArrowRight', previous: 'ArrowLeft' },
      chosen,
      tabs.length,
    );
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ text, name }, index) => (
          <button
            key={index}
            type="button"
            role="tab"
            id={`${id}-${index}`}
            class="tab"
            aria-label={name}
            aria-selected={index === chosen}
            aria-controls={`${id}-shown`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => onChoose(index)}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        class={props.class}
        role="tabpanel"
        id={`${id}-shown`}
        aria-labelledby={`${id}-${chosen}`}
        tabIndex={0}
      >
        {props.children}
      </div>
    </>
  );
}
