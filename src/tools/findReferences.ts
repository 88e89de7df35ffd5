import { definePlacesTool, MAX_PLACES } from './placesTool.ts';

export const findReferences = definePlacesTool({
  name: 'find_references',
  description: `Tells every place that uses the identifier at a place, as the language server knows it: other things of the same name are not among them. Use it before you change what a function takes or gives, or remove something. To rename use rename_symbol, to see who calls whom call_hierarchy, for words in comments and texts search_text. Returns the places with the definition among them, a heading per file and then line numbers with their text; at most ${MAX_PLACES}.`,
  find: 'references',
  nothing: symbol => `No use of ${symbol} is known.`,
});
