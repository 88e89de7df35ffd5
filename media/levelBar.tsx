import type { VNode } from 'preact';

/** Whether so much is used that a person should know. */
export function isNearlyFull(value: number, max: number): boolean {
  return value >= max * 0.85;
}

/** How much of something is used, for those who see; the figures stand beside it. */
export function LevelBar(props: { readonly value: number; readonly max: number }): VNode {
  const { value, max } = props;
  return (
    <progress
      class={isNearlyFull(value, max) ? 'level nearly-full' : 'level'}
      value={Math.min(value, max)}
      max={Math.max(max, Number.MIN_VALUE)}
      aria-hidden="true"
    />
  );
}
