/**
 * A name or path as it is listed for the model. Anybody can make files: a name that could be taken
 * for something else in a list (a line break, blanks in front, a note of ours) is given as JSON.
 */
export function shownName(name: string): string {
  if (!/[\p{Cc}\p{Zl}\p{Zp}]|^[\s"[…]|\s$/u.test(name)) return name;
  return JSON.stringify(name).replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
