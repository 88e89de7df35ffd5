import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agentText } from '../../../../src/edits/review/agentEdit.ts';
import { keepHunk, undoHunk } from '../../../../src/edits/review/decide.ts';
import { rebase } from '../../../../src/edits/review/rebase.ts';
import {
  baselineOf,
  currentOf,
  hunkLines,
  hunksOf,
  track,
  type TrackedText,
} from '../../../../src/edits/review/trackedText.ts';
import { userEdit, userRevert } from '../../../../src/edits/review/userEdit.ts';
import { applyReplacements, type TextReplacement } from '../../../../src/edits/textReplacement.ts';

/**
 * Few different lines, so that they recur, with conflicts of a merge among them, and now and then an
 * end without a line ending.
 */
const line = fc.constantFrom(
  'a\n',
  'b\n',
  'c\n',
  '}\n',
  '\n',
  'long line\n',
  '<<<<<<< HEAD\na\nb\n=======\nb\nc\n>>>>>>> topic\n',
);
export const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', '', 'end'))
  .map(([lines, end]) => lines.join('') + end);

const snippet = fc.constantFrom(
  '',
  'x',
  '\n',
  'x\n',
  'x\ny',
  '\n\n',
  'a\nb\n',
  '\n  x',
  'z\nz\nz\n',
);

/** What is done, its places as fractions of what is there by then. */
export type Step =
  | {
      readonly kind: 'agent' | 'user' | 'revert';
      readonly edits: readonly (readonly [number, number, string])[];
    }
  | { readonly kind: 'agentText' | 'rebase'; readonly text: string }
  | { readonly kind: 'keep' | 'undo'; readonly which: number };

const share = fc.nat(1_000).map(n => n / 1_000);
const edits = fc.array(fc.tuple(share, share, snippet), { minLength: 1, maxLength: 3 });
export const agentStep: fc.Arbitrary<Step> = fc.oneof(
  edits.map(made => ({ kind: 'agent', edits: made }) as const),
  text.map(written => ({ kind: 'agentText', text: written }) as const),
);
export const step: fc.Arbitrary<Step> = fc.oneof(
  agentStep,
  edits.map(made => ({ kind: 'user', edits: made }) as const),
  edits.map(made => ({ kind: 'revert', edits: made }) as const),
  text.map(written => ({ kind: 'rebase', text: written }) as const),
  fc.nat(9).map(which => ({ kind: 'keep', which }) as const),
  fc.nat(9).map(which => ({ kind: 'undo', which }) as const),
);

/** Replacements that do not overlap, at their places in a text. */
export function placed(
  made: readonly (readonly [number, number, string])[],
  within: string,
): TextReplacement[] {
  const out: TextReplacement[] = [];
  let at = 0;
  for (const [skip, take, added] of made) {
    const start = at + Math.floor(skip * (within.length - at));
    // Mostly short, as typing is.
    const end = start + Math.floor(take ** 3 * (within.length - start));
    out.push({ start, end, text: added });
    at = end + 1;
    if (at > within.length) break;
  }
  return out;
}

/** Does a step and checks what it must do to the two texts, whatever the hunks are. */
export function take(state: TrackedText, next: Step): TrackedText {
  const current = currentOf(state);
  const baseline = baselineOf(state);
  const hunk = 'which' in next ? hunksOf(state).at(next.which) : undefined;
  switch (next.kind) {
    case 'agent': {
      const made = placed(next.edits, current);
      const written = applyReplacements(current, made);
      const after = agentText(state, written, 'chat');
      assert.equal(currentOf(after), written);
      return after;
    }
    case 'agentText': {
      const after = agentText(state, next.text, 'chat');
      assert.equal(currentOf(after), next.text);
      return after;
    }
    case 'user':
    case 'revert': {
      const made = placed(next.edits, current);
      const after = (next.kind === 'user' ? userEdit : userRevert)(state, made);
      assert.equal(currentOf(after), applyReplacements(current, made));
      return after;
    }
    case 'rebase': {
      const after = rebase(state, next.text);
      assert.equal(currentOf(after), next.text);
      return after;
    }
    case 'keep': {
      const after = keepHunk(state, hunk?.id ?? '');
      assert.equal(currentOf(after), current);
      return after;
    }
    case 'undo': {
      const after = undoHunk(state, hunk?.id ?? '');
      assert.equal(baselineOf(after), baseline);
      return after;
    }
  }
}

export function replay(start: string, steps: readonly Step[]): TrackedText {
  return steps.reduce((state, next) => {
    const after = take(state, next);
    assertInOrder(after);
    return after;
  }, track(start));
}

/** The law of correspondence, and that hunks are whole lines, separate and not empty. */
export function assertInOrder(state: TrackedText): void {
  const current = currentOf(state).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const baseline = baselineOf(state).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const hunks = hunkLines(state);
  const back = hunks.reduceRight<string[]>(
    (lines, { from, to, baseFrom, baseTo }) =>
      lines.toSpliced(from, to - from, ...baseline.slice(baseFrom, baseTo)),
    current,
  );
  assert.deepEqual(back, baseline);
  let end = -1;
  for (const { hunk, from, to, baseFrom, baseTo } of hunks) {
    assert.ok(from > end, 'an unchanged line stands between two hunks');
    assert.equal(current.slice(from, to).join(''), hunk.now.text);
    assert.equal(baseline.slice(baseFrom, baseTo).join(''), hunk.base.text);
    assert.notEqual(hunk.now.text, hunk.base.text);
    end = to;
  }
  assert.equal(new Set(hunks.map(({ hunk }) => hunk.id)).size, hunks.length);
}
