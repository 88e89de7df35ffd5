/**
 * What would hide or disguise a part of a command: controls, formats (zero-width, bidi, tags),
 * private use, lone surrogates, separators, fillers, spaces that are none.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|(?! )\p{Zs}/gu;

/** Output for a terminal, which wants `\r\n` at the end of a line. */
export function withTerminalLineEnds(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** A command for a terminal, with every hidden character made visible but line ends and tabs. */
export function visibleCommand(command: string): string {
  const visible = command.replace(HIDDEN, character => {
    if (character === '\n' || character === '\t') return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return withTerminalLineEnds(visible);
}

/** The beginning of a command's first line, short enough for a terminal's name. */
export function commandTitle(command: string): string {
  const line = visibleCommand(command).trim().split('\r\n', 1)[0] ?? '';
  const characters = Array.from(line);
  return characters.length > 30 ? `${characters.slice(0, 29).join('')}…` : line;
}
