import type { VNode } from 'preact';

/** How many lines a change adds and removes. */
export function LineCounts(props: { readonly added: number; readonly removed: number }): VNode {
  return (
    <span class="diff-count">
      <span class="count-added">+{props.added}</span>{' '}
      <span class="count-removed">−{props.removed}</span>
    </span>
  );
}
