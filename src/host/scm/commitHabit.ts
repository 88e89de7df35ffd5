/** How a repository writes its commit messages, read from those it has. */
export interface CommitHabit {
  /** `type(scope): subject`, as most of its subjects are. */
  readonly isConventional: boolean;
  /** Those that it uses, the most frequent first; empty if it uses none. */
  readonly types: readonly string[];
  readonly scopes: readonly string[];
  /** Of the subject, behind the type; undefined where it is now so, now so. */
  readonly firstLetter: 'upper' | 'lower' | undefined;
  readonly endsWithFullStop: boolean;
  /** Characters that a subject has at most, with its type. */
  readonly longestSubject: number;
  /** Column at which bodies are wrapped; undefined where their paragraphs are one line each. */
  readonly bodyWidth: number | undefined;
}

/** What a message is made of. */
export interface CommitParts {
  /** Empty if the repository uses none. */
  readonly type: string;
  readonly scope: string;
  readonly subject: string;
  readonly body: string;
}

const SUBJECT_LENGTH = 72;
const BODY_WIDTH = 72;
/** Longer lines than this are not wrapped by anybody. */
const UNWRAPPED = 100;

const CONVENTIONAL = /^([a-z][\w-]*)(?:\(([^()]*)\))?(!)?: +(?=\S)/;

/** Subjects that a program wrote, or that only belong to another commit. */
const WRITTEN_BY_PROGRAMS =
  /^(?:Merge (?:branch|pull request|remote-tracking|tag|commit)\b|Merge [0-9a-f]{7,}|Revert "|(?:fixup|squash|amend)! |v?\d+\.\d+(?:\.\d+)*(?:[-+]\S*)?$)/;

/**
 * What most of the messages have in common; of fewer than two nothing is concluded but the usual.
 * @param messages whole, the newest first
 */
export function commitHabit(messages: readonly string[]): CommitHabit {
  const texts = messages
    .map(message => message.replaceAll('\r\n', '\n').trim())
    .filter(message => message !== '' && !WRITTEN_BY_PROGRAMS.test(message));
  const subjects = texts.map(text => text.split('\n', 1)[0]?.trim() ?? '');
  const matches = subjects.map(subject => CONVENTIONAL.exec(subject));
  const isConventional = isMost(matches, match => match !== null);
  const rests = subjects.map((subject, index) =>
    isConventional ? subject.slice(matches[index]?.[0].length ?? 0) : subject,
  );
  return {
    isConventional,
    types: isConventional ? byFrequency(matches.map(match => match?.[1])) : [],
    scopes: isConventional ? byFrequency(matches.map(match => match?.[2])) : [],
    firstLetter: firstLetterOf(rests),
    endsWithFullStop: isMost(rests, rest => /[^.]\.$/.test(rest)),
    longestSubject: Math.max(SUBJECT_LENGTH, longestUsual(subjects)),
    bodyWidth: texts.some(hasUnwrappedBody) ? undefined : BODY_WIDTH,
  };
}

/** The message as the repository would have it. */
export function composeMessage(parts: CommitParts, habit: CommitHabit): string {
  const written = oneLine(parts.subject);
  const named = CONVENTIONAL.exec(written);
  const bare = named === null ? written : written.slice(named[0].length);
  const subject = withFullStop(withFirstLetter(bare, habit.firstLetter), habit.endsWithFullStop);
  const type = oneLine(parts.type) || (named?.[1] ?? '');
  const scope = oneLine(parts.scope) || (named?.[2] ?? '');
  const prefix =
    habit.isConventional && type !== '' ? `${type}${scope === '' ? '' : `(${scope})`}: ` : '';
  const body = wrapped(parts.body.replaceAll('\r\n', '\n').trim(), habit.bodyWidth);
  return body === '' ? `${prefix}${subject}` : `${prefix}${subject}\n\n${body}`;
}

function isMost<T>(items: readonly T[], holds: (item: T) => boolean): boolean {
  return items.length > 1 && items.filter(holds).length * 2 > items.length;
}

function byFrequency(words: readonly (string | undefined)[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (word !== undefined && word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
}

function firstLetterOf(subjects: readonly string[]): CommitHabit['firstLetter'] {
  if (isMost(subjects, subject => /^\p{Lu}/u.test(subject))) return 'upper';
  return isMost(subjects, subject => /^\p{Ll}/u.test(subject)) ? 'lower' : undefined;
}

/** The length that nine of ten subjects keep to. */
function longestUsual(subjects: readonly string[]): number {
  const lengths = subjects.map(subject => subject.length).toSorted((a, b) => a - b);
  return lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0;
}

function hasUnwrappedBody(text: string): boolean {
  return text
    .split('\n')
    .slice(1)
    .some(line => line.length > UNWRAPPED && line.trim().split(/\s+/).length > 5);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Leaves names alone: `README`, `npmrc.json`, `fooBar`, `i18n`. */
function withFirstLetter(subject: string, letter: CommitHabit['firstLetter']): string {
  const [word = ''] = subject.split(' ', 1);
  const [first = ''] = subject;
  const rest = subject.slice(first.length);
  if (letter === 'upper' && /^\p{Ll}+[,:;]?$/u.test(word)) return first.toUpperCase() + rest;
  if (letter === 'lower' && /^\p{Lu}\p{Ll}+[,:;]?$/u.test(word)) return first.toLowerCase() + rest;
  return subject;
}

function withFullStop(subject: string, isWanted: boolean): string {
  const bare = subject.replace(/(?<!\.)\.$/, '');
  return isWanted && !/[.!?…]$/.test(bare) ? `${bare}.` : bare;
}

/** Paragraphs at a width; lists, quotes, indented and fenced text and trailers keep their lines. */
function wrapped(body: string, width: number | undefined): string {
  if (width === undefined) return body;
  let isFenced = false;
  return body
    .split('\n')
    .flatMap(line => {
      const isFence = line.trim().startsWith('```');
      const keeps = isFenced || isFence || /^(?:\s{4}|\t|>|[A-Za-z-]+-by: )/.test(line);
      if (isFence) isFenced = !isFenced;
      return keeps ? [line] : wrappedLine(line, width);
    })
    .join('\n');
}

function wrappedLine(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line.trimEnd()];
  const bullet = /^\s*(?:[-*+]|\d+[.)]) +/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(bullet.length);
  const lines: string[] = [];
  let current = bullet;
  for (const word of line.slice(bullet.length).trim().split(/\s+/)) {
    const isEmpty = current === bullet || current === indent;
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = isEmpty ? current + word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
