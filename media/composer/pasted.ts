/** From here on a pasted text goes along beside the message instead of standing in it. */
const MOST_LINES = 20;
/** UTF-16 code units. */
const MOST_CHARACTERS = 2_000;

/** More paths than a person copies by hand are a listing, which is text. */
const MOST_PATHS = 50;

export function isLong(text: string): boolean {
  return text.length > MOST_CHARACTERS || text.trimEnd().split('\n').length > MOST_LINES;
}

/**
 * Addresses of files, if the text is nothing but absolute paths and `file:` URIs, one a line.
 * A path needs two parts: `/explain` is a prompt.
 */
export function pathsIn(text: string): string[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim().replace(/^(["'])(.+)\1$/, '$2'))
    .filter(line => line !== '');
  if (lines.length === 0 || lines.length > MOST_PATHS) return undefined;
  const uris = lines.map(fileUri);
  return uris.every(uri => uri !== undefined) ? uris : undefined;
}

function fileUri(line: string): string | undefined {
  if (/^file:\/\/\/?\S/i.test(line)) return line;
  if (/^[a-z]:[\\/][^<>:"|?*]+$/i.test(line)) return uriOf(`/${line.replaceAll('\\', '/')}`);
  if (/^\\\\[^\\]+\\[^\\]/.test(line)) return `file:${encoded(line.replaceAll('\\', '/'))}`;
  return /^\/[^/\s][^/]*\/[^/]/.test(line) ? uriOf(line) : undefined;
}

function uriOf(path: string): string {
  return `file://${encoded(path)}`;
}

/** Leaves the slashes; what a URI gives a meaning to is written as what it is. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
