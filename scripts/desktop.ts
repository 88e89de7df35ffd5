import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../test/support/repository.ts';
import { serverEnvironment } from '../test/support/vscode/environment.ts';

export interface DesktopOptions {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly workspace: string;
}

const shell = process.platform === 'win32';

/** The desktop VS Code's command, where there is one and a display to show it on. */
export function desktopCode(): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell });
  return status === 0 ? 'code' : undefined;
}

/** Opens a VS Code window with Plumb under development, with settings and data of its own. */
export async function startDesktop(code: string, options: DesktopOptions): Promise<void> {
  const userDataDir = path.join(repositoryRoot, '.vscode-test', 'desktop-data');
  const settingsFile = path.join(userDataDir, 'User', 'settings.json');
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, `${JSON.stringify(options.settings, null, 2)}\n`);
  const args = [`--extensionDevelopmentPath=${repositoryRoot}`, '--user-data-dir', userDataDir];
  args.push('--disable-workspace-trust', '--new-window', options.workspace);
  const { status } = spawnSync(code, args, {
    stdio: 'inherit',
    shell,
    env: serverEnvironment(options.env),
  });
  if (status !== 0) throw new Error(`${code} could not be started`);
}
