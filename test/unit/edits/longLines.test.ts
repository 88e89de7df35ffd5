import assert from 'node:assert/strict';
import { planHunks } from '../../../src/edits/apply.ts';
import { lineTokens } from '../../../src/edits/lineTokens.ts';
import { parseEditText } from '../../../src/edits/parseEditText.ts';
import { EditRefusal, PatchSyntaxError } from '../../../src/edits/refusal.ts';

const LENGTH = 40_000;
const spaces = ' '.repeat(LENGTH);

/** Reads a patch and looks for its place in a text; that it is refused is as good. */
function plan(text: string, ...rows: string[]): void {
  try {
    for (const operation of parseEditText(rows.join('\n'))) {
      if (operation.kind === 'update') planHunks(text, operation.hunks);
    }
  } catch (error) {
    assert(error instanceof EditRefusal || error instanceof PatchSyntaxError);
  }
}

describe('lines of a model that are very long', () => {
  const update = ['*** Update File: a.ts', '@@'];
  for (const [name, run] of [
    ['a name with spaces in it', () => plan('a\n', `--- x${spaces}y`, '+++ x', '@@', '-a', '+b')],
    [
      'a row of git that names no pair',
      () => plan('a\n', `diff --git ${'a '.repeat(LENGTH)}b`, '@@', '-a', '+b'),
    ],
    ['a name between quotes', () => plan('a\n', `--- "a/${'é'.repeat(4 * LENGTH)}"`, '+++ "b/é"')],
    ['a comment with spaces in it', () => plan('a\n', ...update, '-a', `+// x${spaces}y`)],
    ['a comment of stars', () => plan('a\n', ...update, '-a', `+// x${'*'.repeat(LENGTH)}y`)],
    ['dots with spaces behind', () => plan('a\nb\n', ...update, ' a', ` // ...${spaces}x.`, '-c')],
    ['fences within fences', () => plan('a\n', '```\n'.repeat(LENGTH), ...update, '-a')],
    ['quotes that are not closed', () => lineTokens(`f('${"\\'".repeat(LENGTH)}`)],
    ['comments that are not closed', () => lineTokens(`f(${'/*'.repeat(LENGTH)}`)],
  ] as const) {
    it(`take no longer than their length asks for: ${name}`, () => {
      const begun = performance.now();
      run();
      assert.ok(performance.now() - begun < 1_000);
    });
  }
});
