/** How much a person lets the model do without asking; set per chat. */
export const MODES = ['ask', 'editsOn', 'readOnly'] as const;
export type Mode = (typeof MODES)[number];

export type Effect = 'edit' | 'command';
export type Verdict = 'allow' | 'ask' | 'refuse';

/** Reads never come here. A Map, so that no name from outside finds a property of Object. */
const TABLE: ReadonlyMap<string, Verdict> = new Map([
  ['ask edit', 'ask'],
  ['ask command', 'ask'],
  ['editsOn edit', 'allow'],
  ['editsOn command', 'ask'],
  ['readOnly edit', 'refuse'],
  ['readOnly command', 'refuse'],
]);

/**
 * Whether an effect may happen. What the table does not know is asked about.
 * @param alwaysEdits the person said "Always for this chat" to an edit
 */
export function decide(question: {
  readonly mode: string;
  readonly effect: string;
  readonly alwaysEdits: boolean;
}): Verdict {
  const verdict = TABLE.get(`${question.mode} ${question.effect}`) ?? 'ask';
  const waved = question.effect === 'edit' && question.mode === 'ask' && question.alwaysEdits;
  return waved ? 'allow' : verdict;
}
