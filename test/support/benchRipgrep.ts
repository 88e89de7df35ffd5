import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findRipgrep } from '../../src/host/search/ripgrep.ts';
import { repositoryRoot } from './repository.ts';

/** The ripgrep of the VS Code that the tests run in, else one on the PATH. */
export function benchRipgrep(): string {
  const editors = path.join(repositoryRoot, '.vscode-test');
  const names = existsSync(editors) ? readdirSync(editors).sort().reverse() : [];
  const own = names
    .map(name => path.join(editors, name, 'node_modules', 'code-server', 'lib', 'vscode'))
    .map(root => findRipgrep(root, {}))
    .find(rg => rg !== undefined);
  const rg = own ?? findRipgrep(repositoryRoot, process.env);
  if (rg !== undefined) return rg;
  throw new Error('No ripgrep was found: run the host tests once, or put rg on the PATH');
}
