import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from './repository.ts';

const sample = path.join(repositoryRoot, 'test', 'support', 'sampleWorkspace');

/** A copy of the sample workspace that a test may change. */
export interface WorkspaceCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies the sample workspace into a new temporary folder, named so in VS Code's title. */
export async function copySampleWorkspace(): Promise<WorkspaceCopy> {
  const parent = await mkdtemp(path.join(tmpdir(), 'plumb-workspace-'));
  const folder = path.join(parent, 'sample-workspace');
  await fillWithSample(folder);
  return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Copies of the sample workspace beside each other, each a repository of its own, as the folders of
 * one workspace.
 * @param names of those beside the first, which is called as ever
 */
export async function copySampleWorkspaces(
  names: readonly string[],
): Promise<WorkspaceCopy & { readonly file: string }> {
  const first = await copySampleWorkspace();
  const parent = path.dirname(first.folder);
  for (const name of names) await fillWithSample(path.join(parent, name));
  const file = path.join(parent, 'samples.code-workspace');
  const folders = [path.basename(first.folder), ...names].map(name => ({ path: name }));
  await writeFile(file, JSON.stringify({ folders }));
  return { ...first, file };
}

/** Replaces what `folder` holds by the sample workspace, as a git repository with one commit. */
export async function fillWithSample(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await mkdir(folder, { recursive: true });
  if (existsSync(sample)) await cp(sample, folder, { recursive: true });
  commitAll(folder);
}

/** Without git the workspace is a plain folder, which Plumb must work in as well. */
function commitAll(folder: string): void {
  const author = ['-c', 'user.name=Plumb', '-c', 'user.email=plumb@example.invalid'];
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  try {
    git('init', '--initial-branch=main');
    git('add', '--all');
    git(
      ...author,
      '-c',
      'commit.gpgsign=false',
      'commit',
      '--allow-empty',
      '-m',
      'Sample workspace',
    );
  } catch {
    return;
  }
}
