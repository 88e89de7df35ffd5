import * as l10n from '@vscode/l10n';

/** In characters as a person counts them, about what a line of the history shows. */
const LONGEST = 60;

/** A chat's title: the first line of its first message that says something. */
export function titleOf(message: string): string {
  const line = message
    .split('\n')
    .map(text => text.trim())
    .find(text => text !== '');
  if (line === undefined) return l10n.t('New chat');
  const characters = Array.from(line);
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
