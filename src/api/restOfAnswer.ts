import type { ModelAnswer, ModelEvent } from './modelClient.ts';

/** What of an answer was shown before its connection broke. */
export type Shown = Pick<ModelAnswer, 'text' | 'reasoning' | 'sources' | 'serviceToolUses'>;

/**
 * The events of an answer that was found whole, as far as they go beyond what was shown. Text that
 * does not go on where the shown text ends is given whole, behind a blank line: nothing that was
 * paid for is lost.
 * @param events those of the whole answer
 */
export function restOfAnswer(events: readonly ModelEvent[], shown: Shown): ModelEvent[] {
  const joined = (type: 'text' | 'reasoning'): string =>
    events.map(event => (event.type === type ? event.text : '')).join('');
  const reasoning = joined('reasoning');
  const rest: ModelEvent[] = [];
  // Once there is text, reasoning that was missed would stand in the wrong place.
  if (shown.text === '' && reasoning.startsWith(shown.reasoning)) {
    rest.push({ type: 'reasoning', text: reasoning.slice(shown.reasoning.length) });
  }
  rest.push({ type: 'text', text: beyond(joined('text'), shown.text) });
  for (const event of events) {
    if (event.type === 'sources') {
      const sources = event.sources.filter(
        source => !shown.sources.some(known => known.url === source.url),
      );
      rest.push({ type: 'sources', sources });
    } else if (event.type === 'serviceTool' && !isShown(event.use, shown.serviceToolUses)) {
      rest.push(event);
    }
  }
  return rest.filter(
    event =>
      !(event.type === 'sources' && event.sources.length === 0) &&
      !((event.type === 'text' || event.type === 'reasoning') && event.text === ''),
  );
}

/** What comes behind `shown` of a text that was found. */
function beyond(text: string, shown: string): string {
  if (text.startsWith(shown)) return text.slice(shown.length);
  return text === '' ? '' : `\n\n${text}`;
}

function isShown(use: unknown, shown: readonly unknown[]): boolean {
  return shown.some(known => JSON.stringify(known) === JSON.stringify(use));
}
