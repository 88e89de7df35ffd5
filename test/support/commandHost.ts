// Runs one command as the extension host does, until somebody ends this process: a stand-in for a
// host whose window is reloaded. Prints what the command prints. COMMAND (POSIX) may be given.
import process from 'node:process';
import { runCommand } from '../../src/host/shell/runCommand.ts';

await runCommand(
  {
    command: process.argv[2] ?? 'echo $$; sleep 600; echo late',
    shell: '/bin/sh',
    cwd: process.cwd(),
    env: process.env,
    secrets: [],
    timeoutMs: 600_000,
    onRawOutput: text => {
      process.stdout.write(text);
    },
    onOutput: () => undefined,
  },
  new AbortController().signal,
);
