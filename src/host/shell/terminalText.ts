/** Controls, and the characters that change the direction or the order of what is shown. */
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Output for a terminal, which wants `\r\n` at the end of a line. */
export function withTerminalLineEnds(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** A command for a terminal, with every hidden character made visible but line ends and tabs. */
export function visibleCommand(command: string): string {
  const visible = command.replace(HIDDEN, character => {
    if (character === '\n' || character === '\t') return character;
    return `\\u{${character.charCodeAt(0).toString(16)}}`;
  });
  return withTerminalLineEnds(visible);
}

/** The beginning of a command's first line, short enough for a terminal's name. */
export function commandTitle(command: string): string {
  const line = visibleCommand(command).trim().split('\r\n', 1)[0] ?? '';
  const characters = Array.from(line);
  return characters.length > 30 ? `${characters.slice(0, 29).join('')}…` : line;
}
