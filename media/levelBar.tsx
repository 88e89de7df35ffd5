import type { VNode } from 'preact';

/** Whether so much is used that a person should know. */
export function isNearlyFull(value: number, max: number): boolean {
  return value >= max * 0.85;
}

/** How much of something is used, for those who see; the figures stand beside it. */
export function LevelBar(props: {
  readonly value: number;
  readonly max: number;
  /** It is a share of what there is, so that much of it is no reason to warn. */
  readonly isPart?: boolean;
}): VNode {
  const { value, max, isPart = false } = props;
  return (
    <progress
      class={!isPart && isNearlyFull(value, max) ? 'level nearly-full' : 'level'}
      value={Math.min(value, max)}
      max={Math.max(max, Number.MIN_VALUE)}
      aria-hidden="true"
    />
  );
}
