import assert from 'node:assert/strict';
import { parseEditText } from '../../../src/edits/parseEditText.ts';
import { parsePatch } from '../../../src/edits/parsePatch.ts';
import { parseUnified } from '../../../src/edits/parseUnified.ts';
import { PatchSyntaxError } from '../../../src/edits/refusal.ts';

const PATCH = '*** Begin Patch\n*** Update File: a.ts\n@@ f\n-a\n+b\n*** End Patch';
const UNIFIED = '--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n+b';

describe('reading an edit in either format', () => {
  it('tells the two apart', () => {
    assert.deepEqual(parseEditText(PATCH), parsePatch(PATCH));
    assert.deepEqual(parseEditText(UNIFIED), parseUnified(UNIFIED));
    assert.deepEqual(parseEditText(`Here it is:\n${UNIFIED}`), parseUnified(UNIFIED));
    const git = `diff --git a/a.ts b/a.ts\n${UNIFIED}`;
    assert.deepEqual(parseEditText(git), parseUnified(git));
  });

  it('R32 reads both in fences, with CRLF and without markers', () => {
    for (const text of [PATCH, UNIFIED, PATCH.replace('*** Begin Patch\n', '')]) {
      const expected = parseEditText(text);
      assert.equal(expected.length, 1);
      assert.deepEqual(parseEditText(`\`\`\`diff\n${text}\n\`\`\``), expected);
      assert.deepEqual(parseEditText(text.replaceAll('\n', '\r\n')), expected);
    }
  });

  it('reads a unified diff between the markers of a patch', () => {
    const wrapped = `*** Begin Patch\n${UNIFIED}\n*** End Patch`;
    assert.deepEqual(parseEditText(wrapped), parseUnified(UNIFIED));
    const below = `*** Begin Patch\n*** Update File: a.ts\n${UNIFIED}\n*** End Patch`;
    assert.deepEqual(parseEditText(below), parseUnified(UNIFIED));
  });

  it('passes over text above a patch that has its marker, in a fence or not', () => {
    assert.deepEqual(parseEditText(`Here it is:\n\n${PATCH}`), parsePatch(PATCH));
    assert.deepEqual(parseEditText(`Here it is:\n\`\`\`\n${PATCH}\n\`\`\``), parsePatch(PATCH));
    for (const text of [
      `${UNIFIED}\n${PATCH}`,
      `Like this:\n@@\n-a\n+b\n${PATCH}`,
      `Here it is:\n${PATCH.replace('*** Begin Patch\n', '')}`,
      `Here it is:\n ${PATCH}`,
      `diff --git a/a.ts b/b.ts\nrename from a.ts\nrename to b.ts\n${PATCH}`,
    ]) {
      assert.throws(() => parseEditText(text), PatchSyntaxError, text);
    }
  });

  it('names both formats where it is neither', () => {
    for (const [text, line] of [
      ['', 1],
      ['\n\nplease change a to b', 3],
    ] as const) {
      assert.throws(
        () => parseEditText(text),
        (error: unknown) =>
          error instanceof PatchSyntaxError &&
          error.line === line &&
          /"\*\*\* Begin Patch", or "--- a\/path"/.test(error.message),
      );
    }
  });
});
