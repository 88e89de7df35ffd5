import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { repositoryRoot } from './repository.ts';

/** Packs Plumb as `npm run package` does. @returns the VSIX file's path */
export function packVsix(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`Plumb could not be packed:\n${stdout}${stderr}`);
  return path.join(repositoryRoot, 'dist', 'plumb.vsix');
}
