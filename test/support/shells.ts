import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { aptInstall, canAptInstall } from './aptInstall.ts';

const windows = process.env['SystemRoot'] ?? 'C:\\Windows';

/** The shells that tests run on this system; each of them has to be there. */
const places: Readonly<Record<string, readonly string[]>> = {
  win32: [
    path.win32.join(windows, 'System32', 'cmd.exe'),
    path.win32.join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
  ],
  darwin: ['/bin/bash', '/bin/dash', '/bin/zsh'],
  linux: ['/bin/bash', '/bin/dash', '/usr/bin/zsh', '/usr/bin/fish'],
};

/** Their paths; as root on Debian those that are missing are installed. */
export function provideShells(): readonly string[] {
  const wanted = places[process.platform] ?? [];
  const missing = wanted.filter(file => !existsSync(file)).map(file => path.basename(file));
  if (missing.length > 0) {
    if (!canAptInstall()) {
      const names = missing.join(' ');
      throw new Error(
        `These shells are missing: ${names} (on Debian and Ubuntu: sudo apt-get install ${names})`,
      );
    }
    aptInstall(missing);
  }
  return wanted;
}

/** `bash` of `/bin/bash`, `cmd` of `C:\…\cmd.exe`. */
export function shellName(file: string): string {
  return path.win32.basename(file, '.exe');
}

/** The names of the shells of this system, for the titles of tests: nothing is looked for. */
export const shellNames: readonly string[] = (places[process.platform] ?? []).map(shellName);
