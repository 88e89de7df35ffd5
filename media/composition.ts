/**
 * True for a key that belongs to an input method, such as the Enter that accepts a candidate (R56).
 * On some systems that Enter comes after the composition has ended, and then only the deprecated
 * `keyCode` tells it from a real one.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || Reflect.get(event, 'keyCode') === 229;
}
