import type { VNode } from 'preact';
import { memo } from './memo.tsx';

/**
 * The one live region: it says the newest of what there is to say; each is an element of its own.
 * Only what is new may touch the region, or it would be said again.
 */
export const Announcer = memo(function Announcer(props: {
  readonly said: { readonly number: number; readonly text: string };
}): VNode {
  const { said } = props;
  return (
    <div class="visually-hidden" aria-live="polite">
      {said.number > 0 && <p key={said.number}>{said.text}</p>}
    </div>
  );
});
