import type { FileRestoration, FileState } from './transactions.ts';

/**
 * The same restorations, such that none needs a place which another one has yet to leave. Files that
 * would go where another of them is (two that swap, one that went where another was deleted) do not
 * move: what is to be at each place is written there.
 * @param displayOf how the file of a URI is called
 */
export function byPlace(
  files: readonly FileRestoration[],
  displayOf: (uri: string) => string,
): readonly FileRestoration[] {
  const meeting = new Set<FileRestoration>();
  for (const file of files) {
    const { target } = file;
    if (target === undefined || target.uri === file.expected?.uri) continue;
    const there = files.find(({ expected }) => expected?.uri === target.uri);
    if (there !== undefined) meeting.add(file).add(there);
  }
  if (meeting.size === 0) return files;
  const arriving = new Set<FileState>();
  for (const { target } of meeting) if (target !== undefined) arriving.add(target);
  const placed: FileRestoration[] = [];
  for (const { expected } of meeting) {
    if (expected === undefined) continue;
    const target = [...arriving].find(({ uri }) => uri === expected.uri);
    if (target !== undefined) arriving.delete(target);
    placed.push({ display: displayOf(expected.uri), expected, target });
  }
  for (const target of arriving) {
    placed.push({ display: displayOf(target.uri), expected: undefined, target });
  }
  return [...files.filter(file => !meeting.has(file)), ...placed];
}
