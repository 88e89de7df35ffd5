import type { VNode } from 'preact';

/** The one live region: it says the newest of what there is to say; each is an element of its own. */
export function Announcer(props: {
  readonly said: { readonly number: number; readonly text: string };
}): VNode {
  return (
    <div class="visually-hidden" aria-live="polite">
      <p key={props.said.number}>{props.said.text}</p>
    </div>
  );
}
