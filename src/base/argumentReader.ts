/** A piece of the text value of one of the arguments. */
export interface ArgumentText {
  readonly name: string;
  /** Decoded; empty where only the end of the value came. */
  readonly text: string;
  /** True if the value is whole now. */
  readonly ended: boolean;
}

/**
 * Reads the JSON object of a call's arguments while it arrives, in any pieces, and tells the values
 * at its top that are strings as they grow. Each character is looked at once, so that the time is
 * linear in the length. What it tells is for showing only: what runs is parsed whole, at the end.
 */
export interface ArgumentReader {
  push(piece: string): readonly ArgumentText[];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** Where in the object the next character stands. */
type Place =
  /** Between the members of the object, or before it. */
  | 'members'
  | 'key'
  /** Behind a key, before its value. */
  | 'colon'
  | 'value'
  /** Within a value that is no string. */
  | 'other'
  /** Within a string of such a value. */
  | 'otherString'
  | 'end';

export function createArgumentReader(): ArgumentReader {
  let place: Place = 'members';
  let depth = 0;
  let name = '';
  /** An escape that a piece cut in two; empty if there is none. */
  let escape = '';
  let told: ArgumentText[] = [];
  let run = '';

  const tell = (ended: boolean): void => {
    if (run !== '' || ended) told.push({ name, text: run, ended });
    run = '';
  };

  /** Takes a string from `at` on, up to its quote. @returns where to go on */
  const takeString = (piece: string, start: number, onEnd: () => void): number => {
    let at = start;
    for (;;) {
      if (escape !== '') {
        at = takeEscape(piece, at);
        if (escape !== '') return piece.length;
      }
      const from = at;
      while (at < piece.length && piece[at] !== '"' && piece[at] !== '\\') at += 1;
      run += piece.slice(from, at);
      if (at >= piece.length) return at;
      at += 1;
      if (piece[at - 1] === '"') {
        onEnd();
        return at;
      }
      escape = '\\';
    }
  };
  const takeEscape = (piece: string, start: number): number => {
    let at = start;
    while (at < piece.length) {
      escape += piece.charAt(at);
      at += 1;
      const isUnicode = escape[1] === 'u';
      if (isUnicode && escape.length < 6) continue;
      run += isUnicode
        ? String.fromCharCode(Number.parseInt(escape.slice(2), 16))
        : (ESCAPES.get(escape.charAt(1)) ?? escape.charAt(1));
      escape = '';
      break;
    }
    return at;
  };
  const skipString = (piece: string, start: number): number => {
    let at = start;
    if (escape !== '' && at < piece.length) {
      escape = '';
      at += 1;
    }
    while (at < piece.length) {
      const character = piece[at];
      at += 1;
      if (character === '"') {
        place = 'other';
        return at;
      }
      if (character !== '\\') continue;
      if (at >= piece.length) escape = '\\';
      else at += 1;
    }
    return at;
  };
  const takeOther = (character: string): void => {
    if (character === '"') place = 'otherString';
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) place = 'end';
    } else if (character === ',' && depth === 1) place = 'members';
  };
  const takeBetween = (character: string): void => {
    if (place === 'members') {
      if (character === '{') depth = 1;
      else if (character === '"' && depth === 1) place = 'key';
      else if (character === '}') place = 'end';
    } else if (character === '"') {
      place = 'value';
    } else if (!/[\s:]/.test(character)) {
      place = 'other';
      takeOther(character);
    }
  };

  return {
    push: piece => {
      told = [];
      let at = 0;
      while (at < piece.length && place !== 'end') {
        switch (place) {
          case 'key':
            at = takeString(piece, at, () => {
              name = run;
              run = '';
              place = 'colon';
            });
            break;
          case 'value':
            at = takeString(piece, at, () => {
              tell(true);
              place = 'members';
            });
            break;
          case 'otherString':
            at = skipString(piece, at);
            break;
          case 'other':
            takeOther(piece.charAt(at));
            at += 1;
            break;
          case 'members':
          case 'colon':
            takeBetween(piece.charAt(at));
            at += 1;
            break;
        }
      }
      if (place === 'value') tell(false);
      return told;
    },
  };
}
