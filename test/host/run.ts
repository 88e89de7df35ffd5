import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { brokenOff, readCounts, type TestCounts } from '../support/mochaRun.ts';
import { repositoryRoot } from '../support/repository.ts';
import { chosenVscodeVersion, type VscodeVersionName } from '../support/vscode/versions.ts';
import { copySampleWorkspace } from '../support/workspaceCopy.ts';
import { runInElectron } from './electronDriver.ts';
import { runInServer } from './serverDriver.ts';

/** What a driver needs: it opens VS Code so that `testsPath` runs there, and returns when it ended. */
export interface HostRun {
  readonly version: VscodeVersionName;
  readonly workspace: string;
  readonly extensionPath: string;
  readonly testsPath: string;
  /** For the extension host's process. */
  readonly env: Readonly<Record<string, string>>;
  /** Becomes true as soon as VS Code has called the tests. */
  readonly started: () => boolean;
  /** Becomes true as soon as the tests have written their result. */
  readonly finished: () => boolean;
}

export interface HostTestOptions {
  readonly grep?: string | undefined;
  readonly version?: VscodeVersionName;
  /** The built extension under test; the repository when not given. */
  readonly extensionPath?: string;
}

/** Whether the desktop VS Code is used (PLUMB_VSCODE=electron) or the server that npm carries. */
function chosenDriver(): (run: HostRun) => Promise<void> {
  return process.env['PLUMB_VSCODE'] === 'electron' ? runInElectron : runInServer;
}

/** Runs test/host inside a real VS Code, in a fresh copy of the sample workspace. */
export async function runHostTests(options: HostTestOptions = {}): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumb-host-'));
  const workspace = await copySampleWorkspace();
  const resultFile = path.join(folder, 'result.json');
  const logFile = path.join(folder, 'log.txt');
  try {
    await chosenDriver()({
      version: options.version ?? chosenVscodeVersion(),
      workspace: workspace.folder,
      extensionPath: options.extensionPath ?? repositoryRoot,
      testsPath: path.join(repositoryRoot, 'dist-test', 'host', 'index.cjs'),
      env: {
        PLUMB_REPOSITORY: repositoryRoot,
        PLUMB_HOST_RESULT: resultFile,
        PLUMB_HOST_LOG: logFile,
        ...(options.grep === undefined ? {} : { PLUMB_HOST_GREP: options.grep }),
      },
      started: () => existsSync(logFile),
      finished: () => existsSync(resultFile),
    });
  } catch (error) {
    console.log(String(error));
  } finally {
    if (existsSync(logFile)) console.log(await readFile(logFile, 'utf8'));
    await workspace.remove();
  }
  const counts = readCounts(resultFile);
  await rm(folder, { recursive: true, force: true });
  if (counts) return counts;
  const why = 'The host tests did not come to an end.';
  console.log(why);
  return brokenOff(why);
}
