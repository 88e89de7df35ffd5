import { cutLine } from '../base/text.ts';

/** An edit that cannot be carried out; the message tells the model why and what to do. */
export class EditRefusal extends Error {
  override readonly name = 'EditRefusal';
}

/** A patch that is not written as one; `line` counts from 1 in the text as it was given. */
export class PatchSyntaxError extends Error {
  override readonly name = 'PatchSyntaxError';
  readonly line: number;

  constructor(line: number, found: string, expected: string) {
    super(
      `The patch cannot be read at its line ${line}: expected ${expected}, found ${found}. Nothing was changed.`,
    );
    this.line = line;
  }
}

/** A row of a patch as an error shows it. */
export function describeRow(row: { readonly text: string } | undefined): string {
  return row === undefined ? 'the end' : JSON.stringify(cutLine(row.text, 120));
}
