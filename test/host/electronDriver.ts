import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { vscodeVersions } from '../support/vscode/versions.ts';
import type { HostRun } from './run.ts';

/** Downloads the desktop VS Code and runs the tests in it; for machines that reach its servers. */
export async function runInElectron(run: HostRun): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), 'plumb-electron-'));
  try {
    await runTests({
      version: run.version === 'floor' ? vscodeVersions.floor.vscode : 'stable',
      extensionDevelopmentPath: run.extensionPath,
      extensionTestsPath: run.testsPath,
      extensionTestsEnv: run.env,
      launchArgs: [
        run.workspace,
        '--user-data-dir',
        path.join(data, 'user'),
        '--extensions-dir',
        path.join(data, 'extensions'),
        '--disable-workspace-trust',
        '--skip-welcome',
      ],
    });
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}
