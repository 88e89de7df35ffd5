import path from 'node:path';
import process from 'node:process';

/**
 * The full path of a program of Windows itself. By its name alone it would be looked for in the
 * working directory first, so a `cmd.exe` in a workspace would run instead.
 * @param name with its extension: `taskkill.exe`
 */
export function systemProgram(name: string, env: NodeJS.ProcessEnv = process.env): string {
  return path.win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
}
