import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The way to what waits for a decision, as long as its buttons are not on the screen. */
export function WaitsButton(props: { readonly waitsIn: string }): VNode | null {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const last = waitingCard()?.querySelectorAll('button');
    const button = last === undefined ? undefined : Array.from(last).at(-1);
    setSeen(button !== undefined);
    if (button === undefined) return undefined;
    const observer = new IntersectionObserver(entries => {
      setSeen(entries.at(-1)?.isIntersecting === true);
    });
    observer.observe(button);
    return () => observer.disconnect();
  }, [props.waitsIn]);
  if (isSeen) return null;
  return (
    <button type="button" class="button" onClick={showWhatWaits}>
      {l10n.t('Show what waits')}
    </button>
  );
}

function showWhatWaits(): void {
  if (waitingCard() === null) {
    // Of a long chat only what is near is drawn; what waits is at its end.
    const log = document.querySelector('[role="log"]');
    log?.scrollTo({ top: log.scrollHeight, behavior: 'instant' });
  }
  requestAnimationFrame(() => {
    const card = waitingCard();
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  });
}

function waitingCard(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.tool[data-state="waiting"]');
}
