/** Whether Node's file system failed because nothing is at a path; a file in place of a folder holds nothing. */
export function isNothingThere(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))
  );
}
