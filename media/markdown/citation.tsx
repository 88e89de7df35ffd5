import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Emitter } from '../../src/base/emitter.ts';
import { InlineLink } from './placeLink.tsx';

const CITATION = /\[(\d{1,3})\]|【(\d{1,3})(?:[†:][^】]{0,200})?】/g;

/** Fires when a list of sources came to stand in the page. */
export const sourcesDrawn = new Emitter<undefined>();

/** A text in pieces: what is said, and the numbers of sources in it. */
export function withCitations(text: string): readonly (string | number)[] {
  if (!/\[\d|【/.test(text)) return [text];
  const pieces: (string | number)[] = [];
  let at = 0;
  for (const found of text.matchAll(CITATION)) {
    if (found.index > at) pieces.push(text.slice(at, found.index));
    pieces.push(Number(found[1] ?? found[2]));
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/** `[1]` leads to that source beneath the answer, if the answer has so many. */
export function Citation({ number }: { readonly number: number }): VNode {
  const mark = useRef<HTMLElement>(null);
  const [isThere, setThere] = useState(false);
  const source = (): HTMLElement | undefined =>
    mark.current
      ?.closest('.turn')
      ?.querySelector<HTMLElement>(`.sources li[data-number="${number}"] [role="link"]`) ??
    undefined;
  useEffect(() => {
    const look = (): void => setThere(source() !== undefined);
    look();
    const subscription = sourcesDrawn.event(look);
    return () => subscription.dispose();
  }, [number]);
  return (
    <span ref={mark}>
      {isThere ? (
        <InlineLink title={l10n.t('Go to source {0}', number)} onOpen={() => source()?.focus()}>
          [{number}]
        </InlineLink>
      ) : (
        `[${number}]`
      )}
    </span>
  );
}
