import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverEnvironment } from './environment.ts';
import { installVscode, type VscodeInstall } from './install.ts';
import { linkExtension } from './linkExtension.ts';
import { startMintKeyProxy } from './mintKeyProxy.ts';
import { startGroup, type ProcessGroup } from './processGroup.ts';
import { chosenVscodeVersion, type VscodeVersionName } from './versions.ts';

export interface VscodeServerOptions {
  /** Which VS Code; the default is what PLUMB_VSCODE_VERSION names, else `latest`. */
  readonly version?: VscodeVersionName;
  /** User settings, written before the start over those that are there. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the extension host's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A folder that outlives the server; a temporary one, removed by `stop()`, when not given. */
  readonly dataFolder?: string;
  /** Folders of built extensions (the repository) to run as installed ones. */
  readonly linkedExtensions?: readonly string[];
  /** VSIX files to install before the start. */
  readonly extensions?: readonly string[];
  /**
   * Starts VS Code with its test driver: only then does it take up `extensionDevelopmentPath` and
   * `extensionTestsPath` of the page's address, and it shows no notifications.
   */
  readonly testDriver?: boolean;
  /** The port of the page; a free one when it is taken or not given. */
  readonly port?: number;
  /** Leaves workspace trust on, so that a folder opens in Restricted Mode. */
  readonly workspaceTrust?: boolean;
}

export interface VscodeServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly port: number;
  readonly version: VscodeInstall['version'];
  readonly testDriver: boolean;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** What the server has printed so far. */
  output(): string;
  /** Installs a packed extension; pages that are open see it after a reload. */
  installExtension(vsixPath: string): Promise<void>;
  /** Ends the server with all its processes and removes its temporary folder. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Nothing opens, asks or updates by itself, so that a page holds what the test put there. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

async function mergeSettings(
  userDataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(userDataDir, 'User', 'settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const before: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  const merged = { ...(before as Record<string, unknown>), ...settings };
  await writeFile(file, `${JSON.stringify(merged, null, 2)}\n`);
}

/** Kept beside the user data, so that secrets of a lasting data folder can be read the next time. */
async function mintKey(dataFolder: string): Promise<Buffer> {
  const file = path.join(dataFolder, 'mint-key');
  if (!existsSync(file)) await writeFile(file, randomBytes(32), { mode: 0o600 });
  return readFile(file);
}

/** Resolves with the port that the server chose for itself, read from what it prints. */
async function listeningPort(group: ProcessGroup, output: () => string): Promise<number> {
  const { child } = group;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code's server ${why}:\n${output()}`));
    const timer = setTimeout(() => fail('did not start'), startTimeoutMs);
    child.once('error', error => fail(`could not be run (${error.message})`));
    child.once('exit', code => fail(`ended with code ${String(code)}`));
    child.stdout?.on('data', () => {
      const port = /agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

/** Starts a real VS Code server with data folders of its own; resolves when pages can be opened. */
export async function startVscodeServer(options: VscodeServerOptions = {}): Promise<VscodeServer> {
  const install = await installVscode(options.version ?? chosenVscodeVersion());
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'plumb-vscode-')));
  await mkdir(dataFolder, { recursive: true });
  const userDataDir = path.join(dataFolder, 'user');
  const extensionsDir = path.join(dataFolder, 'extensions');
  const folders = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  folders.push('--server-data-dir', path.join(dataFolder, 'server'));
  const env = serverEnvironment(options.env ?? {});

  const installExtension = async (vsixPath: string): Promise<void> => {
    let output = '';
    const args = [install.serverMain, '--accept-server-license-terms', ...folders];
    const group = startGroup(
      install.node,
      [...args, '--install-extension', vsixPath, '--force'],
      env,
      text => (output += text),
    );
    const code = await new Promise(resolve => group.child.once('close', resolve));
    await group.stop();
    if (code !== 0 || !/successfully installed/.test(output)) {
      throw new Error(`VS Code did not install ${vsixPath}:\n${output}`);
    }
  };

  await mergeSettings(userDataDir, { ...calmSettings, ...options.settings });
  for (const folder of options.linkedExtensions ?? []) await linkExtension(folder, extensionsDir);
  for (const vsixPath of options.extensions ?? []) await installExtension(vsixPath);

  const args = [install.serverMain, '--host', '127.0.0.1', '--port', '0', ...folders];
  args.push('--without-connection-token', '--accept-server-license-terms');
  args.push('--telemetry-level', 'off');
  // VS Code would ask a login shell for its environment, whose profile hides our Node.
  args.push('--force-disable-user-env');
  const testDriver = options.testDriver ?? false;
  if (testDriver) args.push('--enable-smoke-test-driver');
  if (options.workspaceTrust !== true) args.push('--disable-workspace-trust');
  let output = '';
  const group = startGroup(install.node, args, env, text => (output += text));
  const temporary = options.dataFolder === undefined;
  const removeData = () =>
    temporary ? rm(dataFolder, { recursive: true, force: true, maxRetries: 5 }) : undefined;
  try {
    const targetPort = await listeningPort(group, () => output);
    const key = await mintKey(dataFolder);
    const wanted = options.port === undefined ? {} : { port: options.port };
    const proxy = await startMintKeyProxy({ targetPort, key, ...wanted });
    return {
      url: `http://127.0.0.1:${proxy.port}/`,
      port: proxy.port,
      version: install.version,
      testDriver,
      userDataDir,
      extensionsDir,
      output: () => output,
      installExtension,
      async stop() {
        await proxy.close();
        await group.stop();
        await removeData();
      },
    };
  } catch (error) {
    await group.stop();
    await removeData();
    throw error;
  }
}
