import type { AccessLevel, Decision } from '../base/accessLevel.ts';
import type { Origin } from '../base/textSource.ts';

/** How much a person lets the model do without asking; set per chat. */
export const MODES = ['ask', 'editsOn', 'readOnly'] as const;
export type Mode = (typeof MODES)[number];

export type Verdict = 'allow' | 'ask' | 'refuse';

interface Row extends Readonly<Record<Mode, Verdict>> {
  /** Text that the model read, and that nobody has let pass for this level, makes it ask again. */
  readonly asksAfter: 'untrusted text' | 'any text' | 'no text';
  /** What may be answered beside Approve and Reject. */
  readonly remembers: readonly Decision[];
  /** Whether a setting of the user may answer it. */
  readonly setting: boolean;
}

/**
 * The whole policy. Reads of plain workspace files never come here. A Map, so that no name from
 * outside finds a property of Object.
 */
// prettier-ignore
const TABLE: ReadonlyMap<string, Row> = new Map<AccessLevel, Row>([
  ['edit',      { ask: 'ask',   editsOn: 'allow', readOnly: 'refuse', asksAfter: 'untrusted text', remembers: ['alwaysForChat'], setting: true }],
  ['command',   { ask: 'ask',   editsOn: 'ask',   readOnly: 'refuse', asksAfter: 'no text',        remembers: ['always'],        setting: false }],
  ['network',   { ask: 'allow', editsOn: 'allow', readOnly: 'allow',  asksAfter: 'any text',       remembers: ['alwaysForChat'], setting: true }],
  ['outside',   { ask: 'ask',   editsOn: 'ask',   readOnly: 'ask',    asksAfter: 'untrusted text', remembers: ['alwaysForChat'], setting: true }],
  ['ignored',   { ask: 'ask',   editsOn: 'ask',   readOnly: 'ask',    asksAfter: 'untrusted text', remembers: ['alwaysForChat'], setting: true }],
  ['secret',    { ask: 'ask',   editsOn: 'ask',   readOnly: 'ask',    asksAfter: 'untrusted text', remembers: ['alwaysForChat'], setting: true }],
  ['protected', { ask: 'ask',   editsOn: 'ask',   readOnly: 'refuse', asksAfter: 'no text',        remembers: [],                setting: false }],
]);

/** Text of these can have been written to mislead the model; workspace text can too, but is worked on. */
const UNTRUSTED: ReadonlySet<Origin> = new Set<Origin>([
  'ignored',
  'dependency',
  'outside',
  'output',
  'web',
  'mcp',
]);

export function isUntrusted(origin: Origin): boolean {
  return UNTRUSTED.has(origin);
}

export interface Question {
  readonly mode: string;
  readonly level: string;
  /** A person said before that this may happen: for this chat, or always. */
  readonly isGranted: boolean;
  /** The user's setting for this level says "always". */
  readonly isAlways: boolean;
  /** The model read untrusted text, or any text, that nobody has let pass for this level. */
  readonly newText: 'untrusted text' | 'any text' | 'no text';
}

/** Whether something may happen. What the table does not know is asked about. */
export function decide({ mode, level, isGranted, isAlways, newText }: Question): Verdict {
  const row = TABLE.get(level);
  const known = MODES.find(name => name === mode);
  if (row === undefined || known === undefined) return 'ask';
  const verdict = row[known];
  if (verdict === 'refuse') return verdict;
  const minds =
    row.asksAfter === 'any text'
      ? newText !== 'no text'
      : row.asksAfter === 'untrusted text' && newText === 'untrusted text';
  if (verdict === 'ask') {
    const waved = row.remembers.length > 0 && isGranted;
    const set = row.setting && isAlways && !minds;
    // What a person said of this very file or command holds whatever was read since.
    const holds = level === 'edit' ? waved && !minds : waved;
    return holds || set ? 'allow' : 'ask';
  }
  return minds ? 'ask' : verdict;
}

const ORDER: readonly Verdict[] = ['allow', 'ask', 'refuse'];

/** The verdict of a call that is of several levels at once. */
export function strictest(verdicts: readonly Verdict[]): Verdict {
  return ORDER.findLast(verdict => verdicts.includes(verdict)) ?? 'ask';
}

/** What may be answered to something of these levels: what each of them remembers. */
export function choicesFor(levels: readonly AccessLevel[]): Decision[] {
  const remembered = (['alwaysForChat', 'always'] as const).filter(choice =>
    levels.every(level => TABLE.get(level)?.remembers.includes(choice) === true),
  );
  return ['approve', 'reject', ...remembered];
}
