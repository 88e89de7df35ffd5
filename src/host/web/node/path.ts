/** Stands for `node:path` in a web worker: paths of storage, which is a URI's path, so `/` everywhere. */

function normalize(file: string): string {
  const parts: string[] = [];
  for (const part of file.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!file.startsWith('/')) parts.push(part);
  }
  const joined = parts.join('/');
  if (file.startsWith('/')) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

function dirname(file: string): string {
  const at = file.replace(/\/+$/, '').lastIndexOf('/');
  if (at > 0) return file.slice(0, at);
  return at === 0 ? '/' : '.';
}

function basename(file: string, suffix = ''): string {
  const name = file.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return suffix !== '' && name !== suffix && name.endsWith(suffix)
    ? name.slice(0, -suffix.length)
    : name;
}

const path = {
  join: (...parts: readonly string[]): string =>
    normalize(parts.filter(part => part !== '').join('/')),
  resolve: (from: string, to: string): string =>
    normalize(to.startsWith('/') ? to : `${from}/${to}`),
  dirname,
  basename,
  extname: (file: string): string => /(?<=[^/])\.[^./]*$/.exec(file)?.[0] ?? '',
  isAbsolute: (file: string): boolean => file.startsWith('/'),
};

export { path as default };
export const { join } = path;
