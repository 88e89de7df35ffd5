/** Longest OSC or DCS payload that is taken for one; beyond it the output is not a terminal's. */
const LONGEST_STRING = 4_096;

const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const CSI = 0x9b;
/** DCS, SOS, OSC, PM and APC: as `ESC` + letter, and as one C1 character. */
const STRING_LETTERS = new Set(['P', 'X', ']', '^', '_']);
const STRING_C1 = new Set([0x90, 0x98, 0x9d, 0x9e, 0x9f]);
const ST = 0x9c;

const ANY_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/**
 * Makes a function that takes terminal output piece by piece and gives it back as plain text:
 * no control sequences, line ends as `\n`, of the other control characters only tabs. A sequence
 * may be split over any pieces. One that never ends does not swallow what follows its line.
 */
export function controlSequenceStripper(): (piece: string) => string {
  let state: 'text' | 'carriageReturn' | 'escape' | 'sequence' | 'string' | 'stringEscape' = 'text';
  let stringLength = 0;

  /** What one character adds to the text. */
  const take = (character: string): string => {
    const code = character.charCodeAt(0);
    switch (state) {
      case 'carriageReturn':
        state = 'text';
        if (character === '\n') return '';
        return take(character);
      case 'escape':
        if (character === '[') state = 'sequence';
        else if (STRING_LETTERS.has(character)) beginString();
        // Intermediates (as in `ESC ( B`) come before the character that ends the sequence.
        else if (code < 0x20 || code > 0x2f) state = 'text';
        return character === '\n' ? '\n' : '';
      case 'sequence':
        if (code >= 0x20 && code <= 0x3f) return '';
        state = 'text';
        return code >= 0x40 && code <= 0x7e ? '' : take(character);
      case 'stringEscape':
        state = 'string';
        if (character === '\\') {
          state = 'text';
          return '';
        }
        return take(character);
      case 'string':
        stringLength += 1;
        if (code === ESC) state = 'stringEscape';
        else if (code === BEL || code === ST || code === CAN || code === SUB) state = 'text';
        else if (character === '\n' || stringLength > LONGEST_STRING) {
          state = 'text';
          return character;
        }
        return '';
      case 'text':
        return takeText(character, code);
    }
  };

  const beginString = (): void => {
    state = 'string';
    stringLength = 0;
  };

  const takeText = (character: string, code: number): string => {
    if (character === '\n' || character === '\t') return character;
    if (character === '\r') {
      state = 'carriageReturn';
      return '\n';
    }
    if (code === ESC) state = 'escape';
    else if (code === CSI) state = 'sequence';
    else if (STRING_C1.has(code)) beginString();
    else if (code >= 0x20 && (code < 0x7f || code > 0x9f)) return character;
    return '';
  };

  return piece => {
    if (state === 'text' && !ANY_CONTROL.test(piece)) return piece;
    let text = '';
    for (let at = 0; at < piece.length; at += 1) text += take(piece.charAt(at));
    return text;
  };
}
