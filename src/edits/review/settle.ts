import { cut, isWholeLines, join, splice, stretch, type Stretch } from './stretch.ts';
import type { HunkPart, Part, SamePart } from './trackedText.ts';

/**
 * Puts parts in order after a change (see `TrackedText`). The text as it is is never touched. Where
 * a hunk and the text beside it have come to share a line, the hunk takes that line on both sides,
 * so that undoing the hunk loses nothing of it; the baseline's lines are never run together.
 */
export function settle(parts: readonly Part[], eol: string): Part[] {
  const trimmed = joined(parts, eol).flatMap(part => (part.kind === 'hunk' ? trim(part) : [part]));
  return withoutLoan(joined(trimmed, eol), eol);
}

function joined(parts: readonly Part[], eol: string): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    if (part.kind === 'same') addSame(out, part, eol);
    else addHunk(out, part, eol);
  }
  return out;
}

function addSame(out: Part[], part: SamePart, eol: string): void {
  if (part.text.text === '') return;
  const last = out.at(-1);
  if (last === undefined) {
    out.push(part);
  } else if (last.kind === 'same') {
    out.splice(-1, 1, { kind: 'same', text: join(last.text, part.text) });
  } else if (!isWholeLines(last.now.text)) {
    // The hunk's last line goes on in this text.
    const feed = part.text.text.indexOf('\n');
    const [head, rest] = cut(part.text, feed < 0 ? part.text.text.length : feed + 1);
    const base = onNewLine(last.base, head, eol);
    out.splice(-1, 1, { ...last, base, now: join(last.now, head), lent: 0 });
    addSame(out, { kind: 'same', text: rest }, eol);
  } else {
    if (!isWholeLines(last.base.text)) {
      out.splice(-1, 1, { ...last, base: join(last.base, stretch(eol)), lent: eol.length });
    }
    out.push(part);
  }
}

function addHunk(out: Part[], part: HunkPart, eol: string): void {
  if (part.base.text === '' && part.now.text === '') return;
  const last = out.at(-1);
  if (last === undefined) {
    out.push(part);
  } else if (last.kind === 'hunk') {
    out.splice(-1, 1, {
      kind: 'hunk',
      id: last.id === '' ? part.id : last.id,
      base: onNewLine(last.base, part.base, eol),
      now: join(last.now, part.now),
      lent: part.base.text === '' ? last.lent : part.lent,
      by: [...new Set([...last.by, ...part.by])],
    });
  } else if (isWholeLines(last.text.text)) {
    out.push(part);
  } else {
    // The hunk's first line has the end of this text before it.
    const [rest, tail] = cut(last.text, last.text.text.lastIndexOf('\n') + 1);
    out.pop();
    if (rest.text !== '') out.push({ kind: 'same', text: rest });
    const base = part.base.text === '' ? endLine(tail, eol) : onNewLine(tail, part.base, eol);
    const begun: HunkPart = { ...part, base, now: join(tail, part.now) };
    addHunk(out, begun, eol);
  }
}

/** A hunk without the lines at its edges that are equal on both sides. */
function trim(hunk: HunkPart): Part[] {
  const { base, now } = hunk;
  if (base.text === now.text) return [{ kind: 'same', text: now }];
  // A borrowed line ending makes no line equal: it goes back.
  const own = base.text.slice(0, base.text.length - hunk.lent);
  const head = equalHead(own, now.text);
  const tail = hunk.lent === 0 ? equalTail(own, now.text, head) : 0;
  if (head === 0 && tail === 0) return [hunk];
  const inner = (side: Stretch): Stretch =>
    splice(splice(side, side.text.length - tail, side.text.length, ''), 0, head, '');
  return [
    { kind: 'same', text: stretch(now.text.slice(0, head)) },
    { ...hunk, base: inner(base), now: inner(now) },
    { kind: 'same', text: stretch(now.text.slice(now.text.length - tail)) },
  ];
}

/** Length of the whole lines with which both begin. */
function equalHead(a: string, b: string): number {
  let head = 0;
  for (;;) {
    const feed = a.indexOf('\n', head);
    if (feed < 0 || !b.startsWith(a.slice(head, feed + 1), head)) return head;
    head = feed + 1;
  }
}

/** Length of the whole lines with which both end, `head` left out. */
function equalTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let tail = 0;
  let whole = 0;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) {
    tail += 1;
    if (startsLine(a, tail) && startsLine(b, tail)) whole = tail;
  }
  return whole;
}

function startsLine(text: string, tail: number): boolean {
  return tail === text.length || text[text.length - tail - 1] === '\n';
}

/** The baseline's end of file gives its borrowed line ending back once nothing stands behind it. */
function withoutLoan(parts: Part[], eol: string): Part[] {
  const last = parts.at(-1);
  if (last?.kind !== 'hunk' || last.lent === 0) return parts;
  const { length } = last.base.text;
  const base = splice(last.base, length - last.lent, length, '');
  return joined([...parts.slice(0, -1), ...trim({ ...last, base, lent: 0 })], eol);
}

function onNewLine(first: Stretch, second: Stretch, eol: string): Stretch {
  return second.text === '' ? first : join(endLine(first, eol), second);
}

function endLine(text: Stretch, eol: string): Stretch {
  return isWholeLines(text.text) ? text : join(text, stretch(eol));
}
