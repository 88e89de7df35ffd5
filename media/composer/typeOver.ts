/**
 * Puts a text in the place of a part of the box, the cursor behind it: where the box has the
 * keyboard, as a person would type it, so that Undo takes it back.
 */
export function typeOver(box: HTMLTextAreaElement, from: number, to: number, text: string): void {
  if (from === to && text === '') return;
  if (document.activeElement === box) {
    box.setSelectionRange(from, to);
    if (text === '' ? edits('delete') : edits('insertText', text)) return;
  }
  box.setRangeText(text, from, to, 'end');
}

/** Deprecated, and yet the only way that the undo of a text box knows of. */
function edits(command: 'delete' | 'insertText', text?: string): boolean {
  const execute: unknown = Reflect.get(document, 'execCommand');
  if (typeof execute !== 'function') return false;
  const done: unknown = Reflect.apply(execute, document, [command, false, text]);
  return done === true;
}
