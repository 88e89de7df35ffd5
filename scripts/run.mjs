// `node scripts/run.mjs FILE ARGS…`: installs what is missing, then runs FILE (TypeScript) under the
// Node 24 of node_modules, with the tools of node_modules first on its PATH.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { setup } from './setup.mjs';

const node = setup();
const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run.mjs FILE [ARGUMENTS]');
  process.exit(2);
}

const bin = path.join(path.dirname(node), '..', '..', '.bin');
const pathName = Object.keys(process.env).find(name => name.toLowerCase() === 'path') ?? 'PATH';
const child = spawn(node, [file, ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    [pathName]: [path.dirname(node), bin, process.env[pathName]].join(path.delimiter),
  },
});

// A supervisor signals this process alone, a terminal the whole group: the child hears of it always.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}

// npm told to end takes the shell between us along and says nothing: we would run on, unseen.
if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}

child.on('exit', (code, signal) => {
  if (signal) process.exitCode = 1;
  else process.exitCode = code ?? 1;
});
