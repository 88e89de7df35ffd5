import { EVERY_SHAPE, landing, type Disturbance } from '../case.ts';
import type { CorpusEdit } from '../record.ts';
import { oldRows, type Sample } from '../sample.ts';
import type { Shape } from '../writtenEdit.ts';

function patchAs(change: (text: string) => string): (edit: CorpusEdit) => CorpusEdit {
  return edit => (edit.kind === 'patch' ? { kind: 'patch', text: change(edit.text) } : edit);
}

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

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
  wrapped('crlfEdit', EVERY_SHAPE, edit =>
    edit.kind === 'patch'
      ? { kind: 'patch', text: crlf(edit.text) }
      : { ...edit, oldText: crlf(edit.oldText), newText: crlf(edit.newText) },
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
