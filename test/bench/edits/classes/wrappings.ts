import { EVERY_SHAPE, landing, type Disturbance } from '../case.ts';
import type { CorpusEdit } from '../record.ts';
import { oldRows, type Sample } from '../sample.ts';
import type { Shape } from '../writtenEdit.ts';

function patchAs(change: (text: string) => string): (edit: CorpusEdit) => CorpusEdit {
  return edit => (edit.kind === 'patch' ? { kind: 'patch', text: change(edit.text) } : edit);
}

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

function withCrlf(edit: CorpusEdit): CorpusEdit {
  return edit.kind === 'patch'
    ? { kind: 'patch', text: crlf(edit.text) }
    : { ...edit, oldText: crlf(edit.oldText), newText: crlf(edit.newText) };
}

const plain = (sample: Sample) =>
  oldRows(sample.hunk.rows).length === 0
    ? undefined
    : landing(sample, { hunk: { line: sample.hunk.first + 1 } });

function wrapped(
  name: string,
  shapes: readonly Shape[],
  wrap: (edit: CorpusEdit) => CorpusEdit,
): Disturbance {
  return { name, shapes, fit: 'exact', make: plain, wrap };
}

/** What stands around an edit, and its own line endings. */
export const wrappingClasses: readonly Disturbance[] = [
  wrapped('crlfEdit', EVERY_SHAPE, withCrlf),
  {
    name: 'crlfEditOfCrlfFile',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const kase = plain(sample);
      const lines = sample.lines.map(line => ({ text: line.text, ending: line.ending && '\r\n' }));
      return kase && { ...kase, lines, expected: kase.expected?.replaceAll('\n', '\r\n') ?? null };
    },
    wrap: withCrlf,
  },
  wrapped(
    'gitDiff',
    ['unified'],
    patchAs(text => {
      const path = /^--- a\/(.*)$/m.exec(text)?.[1] ?? '';
      const head = `diff --git a/${path} b/${path}\nindex 3b18e51..8f9ab2c 100644\n`;
      return head + text.replace(/^(@@ .* @@)$/m, '$1 function headingOf(it) {');
    }),
  ),
  wrapped(
    'unifiedWithoutNumbers',
    ['unified'],
    patchAs(text => text.replace(/^@@ .* @@$/gm, '@@ ... @@')),
  ),
  wrapped(
    'fencedPatch',
    ['patch', 'unified'],
    patchAs(text => `\`\`\`diff\n${text}\`\`\`\n`),
  ),
  wrapped(
    'hereDocument',
    ['patch'],
    patchAs(text => `apply_patch <<'EOF'\n${text}EOF\n`),
  ),
  wrapped(
    'endMarkerMissing',
    ['patch'],
    patchAs(text => text.replace(/\*\*\* End Patch\n$/, '')),
  ),
];
