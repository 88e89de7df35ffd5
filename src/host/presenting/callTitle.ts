import { cutLine } from '../../base/text.ts';
import type { ShownProposal } from '../../chat/eventParts.ts';
import type { EventOf } from './chatPatch.ts';

/** Arguments that say what a call is about. */
export const TITLES: ReadonlySet<string> = new Set(['path', 'command', 'query', 'pattern']);

/** UTF-16 code units. */
const LONGEST = 200;

/**
 * What a call is about as far as its arguments say it, as while they arrived: a call that never
 * starts gets no better title. Empty if they do not say it.
 */
export function callTitle(call: EventOf<'answerEnded'>['toolCalls'][number]): string {
  if (!call.valid) return '';
  const told = Object.entries(call.input).find(
    ([name, value]) => TITLES.has(name) && typeof value === 'string',
  );
  return typeof told?.[1] === 'string' ? inOneLine(told[1]) : '';
}

/** What a person was asked to allow, for a call whose arguments do not say what it is about. */
export function shownTitle(shown: ShownProposal): string {
  switch (shown.kind) {
    case 'edit':
      return inOneLine(
        shown.files
          .map(({ path, newPath }) => (newPath === undefined ? path : `${path} → ${newPath}`))
          .join(', '),
      );
    case 'command':
      return inOneLine(shown.command);
    case 'read':
      return inOneLine(shown.files.map(({ path }) => path).join(', '));
    case 'offer':
      return '';
  }
}

function inOneLine(text: string): string {
  return cutLine(text.trim().replaceAll(/\s+/g, ' '), LONGEST);
}
