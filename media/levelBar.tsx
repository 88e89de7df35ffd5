import type { VNode } from 'preact';

/** Part of the whole from which on a bar warns. */
const NEARLY_FULL = 0.85;

/** How much of something is used, for those who see; the figures stand beside it. */
export function LevelBar(props: { readonly value: number; readonly max: number }): VNode {
  const { value, max } = props;
  return (
    <progress
      class={value >= max * NEARLY_FULL ? 'level nearly-full' : 'level'}
      value={Math.min(value, max)}
      max={Math.max(max, Number.MIN_VALUE)}
      aria-hidden="true"
    />
  );
}
