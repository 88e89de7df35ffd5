import type { JsonObject } from '../../../../src/base/json.ts';
import type { Message } from '../textTask.ts';

/** A call that was made for the request at hand, and what came back. */
export interface Step {
  readonly name: string;
  readonly input: JsonObject;
  readonly result: string;
}

/** Code that came along with a message. */
export interface Attachment {
  /** `src/a.ts` */
  readonly path: string;
  /** `src/a.ts:3-9` */
  readonly label: string;
  readonly language: string;
  readonly text: string;
}

/** What a model has to know to go on, read from the rows of a request alone. */
export interface Conversation {
  /** What the person asked for last; a bare "Continue." is not a request of its own. */
  readonly request: string;
  readonly attachments: readonly Attachment[];
  readonly steps: readonly Step[];
}

const goOn =
  /^\s*(please |yes,? |ok(ay)?,? )?(continue|go on|proceed|carry on|yes|ok(ay)?|do it|try again)\b[.!]*\s*$|^Continue your last answer/i;

export function readConversation(messages: readonly Message[]): Conversation {
  const asked = messages.flatMap((message, index) =>
    message.role === 'user' ? [{ index, content: message.content }] : [],
  );
  const request = asked.findLast(({ content }) => !goOn.test(content)) ?? asked.at(-1);
  const resumedAt = asked.at(-1)?.index ?? 0;
  const content = request?.content ?? '';
  return {
    request: content.split(/^Attached /m)[0]?.trim() ?? '',
    attachments: attachmentsOf(content),
    steps: stepsAfter(request?.index ?? 0, resumedAt, messages),
  };
}

/** Whether the person turned the call down or stopped it, so that it was not done. */
export function refusalOf(step: Step): 'rejected' | 'readOnly' | 'stopped' | undefined {
  if (/^The user rejected/.test(step.result)) return 'rejected';
  if (/^Refused: the user set this chat to read only/.test(step.result)) return 'readOnly';
  return /^(Stopped|Interrupted|The user stopped|Not run)/.test(step.result)
    ? 'stopped'
    : undefined;
}

/** What was turned down or stopped before the person said to go on is to be done again. */
function stepsAfter(
  requestAt: number,
  resumedAt: number,
  messages: readonly Message[],
): readonly Step[] {
  const steps: Step[] = [];
  for (const [index, message] of messages.entries()) {
    if (index < requestAt || message.role !== 'assistant') continue;
    for (const call of message.tools ?? []) {
      const row = messages
        .slice(index)
        .find(candidate => candidate.role === 'tool' && candidate.id === call.id);
      const step = { name: call.name, input: call.input, result: row?.content ?? '' };
      if (index > resumedAt || refusalOf(step) === undefined) steps.push(step);
    }
  }
  return steps;
}

function attachmentsOf(content: string): readonly Attachment[] {
  const blocks = content.matchAll(/^Attached ([^\n]+):\n(`{3,})([^\n]*)\n([\s\S]*?)\n?\2$/gm);
  return [...blocks].map(([, label = '', , language = '', text = '']) => ({
    label,
    path: label.replace(/:\d+(-\d+)?$/, ''),
    language,
    text,
  }));
}
