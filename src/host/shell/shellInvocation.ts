import path from 'node:path';
import { PlumbError } from '../../base/errors.ts';
import { systemProgram } from './systemPrograms.ts';

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
 * @throws PlumbError if the shell could only be given a part of the command
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
  const name = path.win32.basename(shell.toLowerCase(), '.exe');
  if (usable && TAKES_C.has(name)) return { file: shell, args: ['-c', command], verbatim: false };
  if (usable && (name === 'powershell' || name === 'pwsh')) return inPowerShell(shell, command);
  if (/[\r\n]/.test(command)) {
    throw new PlumbError('cmd.exe takes a single line: of several it would run the first alone');
  }
  // With /s, cmd.exe takes off the outer quotes and runs what is between them untouched.
  return {
    file: systemProgram('cmd.exe'),
    args: ['/d', '/s', '/c', `"${command}"`],
    verbatim: true,
  };
}

/**
 * Encoded, the command passes no quoting of Windows on its way. PowerShell then takes whoever
 * called it for another PowerShell and would write errors as XML, unless it is told not to.
 */
function inPowerShell(shell: string, command: string): ShellInvocation {
  const encoded = Buffer.from(command, 'utf16le').toString('base64');
  const args = ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text'];
  return { file: shell, args: [...args, '-EncodedCommand', encoded], verbatim: false };
}
