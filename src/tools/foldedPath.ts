/** What some file systems do not see in a name (HFS+), so that `.g<zero width joiner>it` is `.git`. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * The parts of a path as the most forgiving file system tells names apart: without case, width,
 * composition, invisible characters, and dots and spaces at the end (S09).
 */
export function foldedSegments(path: string): readonly string[] {
  return path
    .split('/')
    .map(segment =>
      segment
        .normalize('NFKC')
        .replace(IGNORABLE, '')
        .toLowerCase()
        .normalize('NFKC')
        .replace(/[. ]+$/, ''),
    )
    .filter(segment => segment !== '');
}
