import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { Citation, withCitations } from './citation.tsx';
import { IsFinished, PlaceLink, SymbolLink } from './placeLink.tsx';
import { placeOf, symbolOf, withPlaces } from './places.ts';

/** Words of an answer; once their block is finished, with links at paths and numbers of sources. */
export function PlainText({ text }: { readonly text: string }): VNode {
  const isFinished = useContext(IsFinished);
  if (!isFinished || !/[/\\:#[【]/.test(text)) return <>{text}</>;
  return (
    <>
      {withPlaces(text).flatMap((piece, at) =>
        typeof piece === 'string' ? (
          withCitations(piece).map((part, index) =>
            typeof part === 'string' ? part : <Citation key={`${at}-${index}`} number={part} />,
          )
        ) : (
          <PlaceLink key={at} place={piece.place}>
            {piece.written}
          </PlaceLink>
        ),
      )}
    </>
  );
}

/** Code within a line; a path or the name of a symbol opens what it names. */
export function CodeSpan({ text }: { readonly text: string }): VNode {
  const isFinished = useContext(IsFinished);
  const place = isFinished ? placeOf(text) : undefined;
  if (place !== undefined) {
    return (
      <PlaceLink place={place}>
        <code>{text}</code>
      </PlaceLink>
    );
  }
  const symbol = isFinished ? symbolOf(text) : undefined;
  if (symbol === undefined) return <code>{text}</code>;
  return (
    <SymbolLink name={symbol}>
      <code>{text}</code>
    </SymbolLink>
  );
}
