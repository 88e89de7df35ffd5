import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The way to what waits for a decision, as long as its buttons are not on the screen. */
export function WaitsButton(props: { readonly waitsIn: string }): VNode | null {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => watchButtons(setSeen), [props.waitsIn]);
  if (isSeen) return null;
  return (
    <button type="button" class="button" onClick={showWhatWaits}>
      {l10n.t('Show what waits')}
    </button>
  );
}

/**
 * Tells whether the last button of what waits is on the screen. The card may be drawn late, and of a
 * long chat it comes and goes with what is near; while something waits little else changes.
 */
function watchButtons(tell: (isSeen: boolean) => void): () => void {
  let watched: Element | undefined;
  const sight = new IntersectionObserver(entries => {
    tell(entries.at(-1)?.isIntersecting === true);
  });
  const look = (): void => {
    if (watched?.isConnected === true) return;
    const buttons = waitingCard()?.querySelectorAll('button');
    const button = buttons?.[buttons.length - 1];
    if (button === undefined && watched === undefined) tell(false);
    sight.disconnect();
    watched = button;
    if (button !== undefined) sight.observe(button);
  };
  const changes = new MutationObserver(look);
  const log = document.querySelector('[role="log"]');
  if (log !== null) changes.observe(log, { childList: true, subtree: true });
  look();
  return () => {
    changes.disconnect();
    sight.disconnect();
  };
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
