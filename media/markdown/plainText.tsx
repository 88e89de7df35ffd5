import type { ComponentChild } from 'preact';
import { Citation, withCitations } from './citation.tsx';
import { PlaceLink, SymbolLink } from './placeLink.tsx';
import { placeOf, symbolOf, withPlaces } from './places.ts';

/** Words of an answer; once their block is finished, with links at paths and numbers of sources. */
export function plainText(text: string, isFinished: boolean): readonly ComponentChild[] {
  if (!isFinished || !/[/\\:#[【]/.test(text)) return [text];
  return withPlaces(text).flatMap((piece): ComponentChild[] =>
    typeof piece === 'string'
      ? withCitations(piece).map(part =>
          typeof part === 'string' ? part : <Citation number={part} />,
        )
      : [<PlaceLink place={piece.place}>{piece.written}</PlaceLink>],
  );
}

/** Code within a line; a path or the name of a symbol opens what it names. */
export function codeSpan(text: string, isFinished: boolean): ComponentChild {
  const code = <code>{text}</code>;
  if (!isFinished) return code;
  const place = placeOf(text);
  if (place !== undefined) return <PlaceLink place={place}>{code}</PlaceLink>;
  const symbol = symbolOf(text);
  return symbol === undefined ? code : <SymbolLink name={symbol}>{code}</SymbolLink>;
}
