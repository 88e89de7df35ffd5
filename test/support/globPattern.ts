/** A regular expression for the globs that tests use: `**`, `*`, `?` and `{a,b}`. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(
    /\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g,
    token => TOKENS[token] ?? `\\${token}`,
  );
  return new RegExp(`^${source}$`, 'u');
}

const TOKENS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};
