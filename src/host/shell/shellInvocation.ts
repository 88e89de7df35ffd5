import path from 'node:path';

/** A program and its arguments, as `spawn` takes them. */
export interface ShellInvocation {
  readonly file: string;
  readonly args: readonly string[];
  /** True where the arguments must reach Windows as they are, without Node's quoting. */
  readonly verbatim: boolean;
}

/** Shells that run the argument after `-c`, byte for byte. */
const TAKES_C = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish']);

/**
 * How to run exactly `command`: in the user's own shell where that is one which can, else in the
 * system's.
 * @param shell path of the user's shell, as `vscode.env.shell` has it; may be empty
 */
export function shellInvocation(
  shell: string,
  command: string,
  platform: NodeJS.Platform,
): ShellInvocation {
  return platform === 'win32' ? onWindows(shell, command) : onPosix(shell, command);
}

function onPosix(shell: string, command: string): ShellInvocation {
  const usable = path.posix.isAbsolute(shell) && TAKES_C.has(path.posix.basename(shell));
  return { file: usable ? shell : '/bin/sh', args: ['-c', command], verbatim: false };
}

function onWindows(shell: string, command: string): ShellInvocation {
  const usable = path.win32.isAbsolute(shell);
  const name = path.win32.basename(shell, '.exe').toLowerCase();
  if (usable && TAKES_C.has(name)) return { file: shell, args: ['-c', command], verbatim: false };
  if (usable && (name === 'powershell' || name === 'pwsh')) {
    return {
      file: shell,
      args: ['-NoProfile', '-NonInteractive', '-Command', command],
      verbatim: false,
    };
  }
  // With /s, cmd.exe takes off the outer quotes and runs what is between them untouched.
  return { file: 'cmd.exe', args: ['/d', '/s', '/c', `"${command}"`], verbatim: true };
}
