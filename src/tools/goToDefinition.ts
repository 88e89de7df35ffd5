import { definePlacesTool } from './placesTool.ts';

export const goToDefinition = definePlacesTool({
  name: 'go_to_definition',
  description:
    'Tells where the identifier at a place is defined, as the language server knows it: through imports, overloads and re-exports, which a text search cannot follow. Use it when you read a name and need what is behind it. Not for a name that you have not seen in a file yet: use find_symbols. Returns the places, a heading per file and then line numbers with their text; of a file outside of the workspace only its path and line.',
  find: 'definitions',
  nothing: symbol => `No definition of ${symbol} is known.`,
});
