/** An error as Node's file system throws it. */
export function nodeError(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code });
}
