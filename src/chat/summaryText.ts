import type { ConversationSummary } from './eventParts.ts';

/**
 * The message that stands for everything before it; part of the prompt cache, so it is pure.
 * @param pinned texts of the conversation that the user wants kept word for word
 */
export function summaryMessage(
  summary: ConversationSummary,
  pinned: readonly string[] = [],
): string {
  const kept = pinned.map(text => `\n\nThe user pinned this part of it:\n\n${text}`).join('');
  return `The conversation so far was long and is replaced by this summary. The files may have changed since; look before you rely on it.\n\n${summaryMarkdown(summary)}${kept}\n\nGo on from here.`;
}

/** The summary as people and the model read it. */
export function summaryMarkdown({
  goal,
  done,
  decisions,
  files,
  open,
}: ConversationSummary): string {
  return [
    ['Goal', goal],
    ['Done', list(done)],
    ['Decisions and what the user wants', list(decisions)],
    ['Files', list(files.map(({ path, note }) => `\`${path}\`: ${note}`))],
    ['Open', list(open)],
  ]
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `## ${title}\n\n${text}`)
    .join('\n\n');
}

function list(entries: readonly string[]): string {
  return entries.map(entry => `- ${entry}`).join('\n');
}
