import { textOf, type FileLine, type SampleHunk } from './sample.ts';

/**
 * What a file has to be after hunks whose places are known, by construction and not by the engine:
 * kept lines keep their bytes; an added line takes the ending of the line that it replaces, else of
 * the last one removed, of the one above or of the one below; whether the file ends with a line
 * ending stays as it is.
 */
export function expectedText(lines: readonly FileLine[], hunks: readonly SampleHunk[]): string {
  const result: FileLine[] = [];
  let at = 0;
  for (const hunk of hunks.toSorted((a, b) => a.first - b.first)) {
    result.push(...lines.slice(at, hunk.first));
    at = hunk.first;
    let removed: FileLine[] = [];
    let added: string[] = [];
    const flush = (): void => {
      const around = [removed.at(-1), result.at(-1), lines[at], lines[at - 2]];
      const usual = around.find(line => line !== undefined && line.ending !== '')?.ending ?? '\n';
      const written = added.map((text, index) => ({
        text,
        ending: removed[index]?.ending ?? usual,
      }));
      result.push(...written);
      removed = [];
      added = [];
    };
    for (const { kind, text } of hunk.rows) {
      const line = lines[at];
      if (kind === 'add') {
        added.push(text);
        continue;
      }
      if (line === undefined) throw new Error('A hunk reaches beyond the end of its file');
      if (kind === 'keep') {
        flush();
        result.push(line);
      } else removed.push(line);
      at += 1;
    }
    flush();
  }
  result.push(...lines.slice(at));
  return textOf(ended(result, lines));
}

/** Every line but the last has an ending; the last one has one if the file's last one had. */
function ended(result: readonly FileLine[], lines: readonly FileLine[]): FileLine[] {
  const open = lines.at(-1)?.ending === '';
  return result.map(({ text, ending }, index) => {
    if (index === result.length - 1) {
      return { text, ending: open ? '' : ending === '' ? endingBefore(lines) : ending };
    }
    return { text, ending: ending === '' ? endingBefore(lines) : ending };
  });
}

function endingBefore(lines: readonly FileLine[]): string {
  return lines.findLast(line => line.ending !== '')?.ending ?? '\n';
}
