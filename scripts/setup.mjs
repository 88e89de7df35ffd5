// Makes node_modules match package-lock.json and checks that it holds Node 24. The first thing that
// runs on a fresh clone: plain JavaScript, any Node from 20 on, no dependency.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const WANTED_NODE_MAJOR = 24;
const root = path.resolve(
  import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)),
  '..',
);
const windows = process.platform === 'win32';
const nodeFile = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** @param {string} line */
function say(line) {
  console.error(`[setup] ${line}`);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * Compares the lock file with npm's own record of what it installed, so that a tree which someone
 * made with `npm ci` by hand counts too, and an interrupted install does not.
 */
function treeMatchesLock() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(([where, wanted]) => {
    if (where === '' || wanted.optional || wanted.devOptional || wanted.peer) return true;
    return installed[where]?.version === wanted.version;
  });
}

/** @param {string[]} args @param {string} cwd */
function npm(args, cwd) {
  const cli = process.env['npm_execpath'];
  const direct = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const result = direct
    ? spawnSync(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd, stdio: ['ignore', 2, 2], shell: windows });
  if (result.status !== 0) {
    say(`npm ${args.join(' ')} failed (see the lines above)`);
    process.exit(1);
  }
}

/** @returns {number} the major version of the Node in node_modules, 0 when it does not run */
function installedNodeMajor() {
  try {
    const version = execFileSync(nodeFile, ['--version'], { encoding: 'utf8' });
    return Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * The `node` package fetches its binary in a preinstall script, which npm may have been told not to
 * run. The binary is an npm package of its own, so it can be installed here as well.
 */
function repairNode() {
  const home = path.join(root, 'node_modules', 'node');
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const platform = windows ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  say(`Node ${WANTED_NODE_MAJOR} is missing from node_modules; installing ${name}@${version}`);
  const staging = path.join(home, '.binary');
  mkdirSync(staging, { recursive: true });
  npm(
    ['install', '--prefix', staging, '--no-save', '--ignore-scripts', `${name}@${version}`],
    home,
  );
  mkdirSync(path.dirname(nodeFile), { recursive: true });
  copyFileSync(path.join(staging, 'node_modules', name, 'bin', path.basename(nodeFile)), nodeFile);
  rmSync(staging, { recursive: true });
}

/**
 * Installs what is missing; does nothing, within milliseconds, when all is there.
 * @returns {string} the path of Node 24
 */
export function setup() {
  if (!treeMatchesLock()) {
    const fresh = !existsSync(path.join(root, 'node_modules'));
    say(fresh ? 'installing dependencies (npm ci)' : 'updating dependencies to package-lock.json');
    // `ci` would first delete a tree that other processes may be running from, this Node included.
    npm(
      [
        ...(fresh ? ['ci'] : ['install', '--no-save']),
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      root,
    );
  }
  if (installedNodeMajor() !== WANTED_NODE_MAJOR) repairNode();
  if (installedNodeMajor() !== WANTED_NODE_MAJOR) {
    say(`Node ${WANTED_NODE_MAJOR} could not be installed for ${process.platform}-${process.arch}`);
    process.exit(1);
  }
  return nodeFile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setup();
  say('ready');
}
