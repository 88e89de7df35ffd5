import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

export interface CommandEnd {
  readonly exitCode: number | undefined;
  /** stdout and stderr as they came. */
  readonly output: string;
}

/** Runs a command line in a folder, with the Node that runs the tests first on its PATH. */
export async function runCommandIn(folder: string, command: string): Promise<CommandEnd> {
  const name = Object.keys(process.env).find(key => key.toLowerCase() === 'path') ?? 'PATH';
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      [name]: [path.dirname(process.execPath), process.env[name]].join(path.delimiter),
    },
  });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ exitCode: code ?? undefined, output }));
  });
}
