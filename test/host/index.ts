import { appendFileSync, globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import { brokenOff, runMocha } from '../support/mochaRun.ts';

function fromRunner(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start host tests with npm test`);
  return value;
}

/** Called by VS Code inside the extension host; test/host/run.ts reads the two files. */
export async function run(): Promise<void> {
  const logFile = fromRunner('PLUMB_HOST_LOG');
  const print = (line: string) => appendFileSync(logFile, `${line}\n`);
  const resultFile = fromRunner('PLUMB_HOST_RESULT');
  print(`VS Code ${vscode.version}, Node ${process.versions.node}`);
  const folder = path.join(fromRunner('PLUMB_REPOSITORY'), 'dist-test', 'host');
  try {
    await runMocha({
      files: globSync('**/*.test.cjs', { cwd: folder })
        .map(file => path.join(folder, file))
        .sort(),
      timeoutMs: 120_000,
      grep: process.env['PLUMB_HOST_GREP'],
      resultFile,
      print,
    });
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    print(why);
    writeFileSync(resultFile, JSON.stringify(brokenOff(why)));
  }
}
