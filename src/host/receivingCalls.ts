import { createArgumentReader, type ArgumentReader } from '../base/argumentReader.ts';
import { TITLES } from './presenting/callTitle.ts';

/** What is shown of a call while its arguments arrive. */
export interface ReceivedText {
  /** What the call is about, once it is known whole: a path, a command. */
  readonly title: string | undefined;
  /** More of the text that it will write. */
  readonly text: string;
}

export interface ReceivingCalls {
  add(callId: string, argumentsDelta: string): ReceivedText;
  /** The arguments are whole, or will never be. */
  clear(): void;
}

/** Arguments that hold what a call writes. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'input', 'newText']);

export function createReceivingCalls(): ReceivingCalls {
  const calls = new Map<string, { readonly reader: ArgumentReader; title: string }>();
  return {
    add: (callId, argumentsDelta) => {
      const call = calls.get(callId) ?? { reader: createArgumentReader(), title: '' };
      calls.set(callId, call);
      let title: string | undefined;
      let text = '';
      for (const told of call.reader.push(argumentsDelta)) {
        if (TEXTS.has(told.name)) text += told.text;
        if (!TITLES.has(told.name)) continue;
        call.title += told.text;
        if (told.ended) title = call.title.replaceAll(/\s+/g, ' ');
      }
      return { title, text };
    },
    clear: () => {
      calls.clear();
    },
  };
}
