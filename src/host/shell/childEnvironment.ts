import { canBeKey } from '../../base/canBeKey.ts';

/** Nobody sits at the command's terminal: no pager may wait, and no prompt be drawn. */
const UNATTENDED = { TERM: 'dumb', PAGER: 'cat', GIT_PAGER: 'cat', MANPAGER: 'cat' };

/** The extension host's own affairs (an Electron that poses as Node, sockets into VS Code). */
const HOSTS_OWN = /^(ELECTRON_|VSCODE_)/i;

/** `CI` makes tools fail on warnings or write snapshots differently than in the user's terminal. */
const LEFT_OUT = /^(RUNWARE_API_KEY|CI)$/i;

/**
 * Files that a shell runs before the command: what runs is what was shown. All else that is the
 * user's (PATH, LD_PRELOAD, GIT_*, NODE_OPTIONS) stays as it is in the user's terminal: no file of
 * the workspace reaches the environment of the extension host.
 */
const RUNS_BEFORE = /^(BASH_ENV|ENV)$/;

/**
 * The environment of a command: the host's own, without the key under any name (invariant 6).
 * @param secrets values that no child process may see; those too short to be keys are none
 */
export function childEnvironment(
  env: NodeJS.ProcessEnv,
  secrets: readonly string[],
): NodeJS.ProcessEnv {
  const all = withKeys(env, secrets);
  const kept = Object.entries(withUsersNodeOptions(env)).filter(
    ([name, value]) =>
      !HOSTS_OWN.test(name) &&
      !LEFT_OUT.test(name) &&
      !RUNS_BEFORE.test(name) &&
      !all.some(secret => value?.includes(secret)),
  );
  return { ...Object.fromEntries(kept), ...UNATTENDED };
}

/** The variables that a terminal of VS Code's must not have: those that hold a key, or run code first. */
export function withheldNames(
  env: NodeJS.ProcessEnv,
  secrets: readonly string[],
): readonly string[] {
  const all = withKeys(env, secrets);
  return Object.entries(env).flatMap(([name, value]) =>
    isOurs(name) || RUNS_BEFORE.test(name) || all.some(secret => value?.includes(secret))
      ? [name]
      : [],
  );
}

function isOurs(name: string): boolean {
  return name.toUpperCase() === 'RUNWARE_API_KEY';
}

/** All values that a command must neither be given nor be seen to print: `secrets` and the environment's key. */
export function withKeys(env: NodeJS.ProcessEnv, secrets: readonly string[]): readonly string[] {
  const fromEnvironment = Object.entries(env)
    .filter(([name]) => isOurs(name))
    .map(([, value]) => value ?? '');
  return [...new Set([...secrets, ...fromEnvironment].map(secret => secret.trim()))].filter(
    canBeKey,
  );
}

/**
 * VS Code takes NODE_OPTIONS from the user for its own Node and keeps theirs under another name;
 * its debugger loads itself into a host that is debugged by them.
 */
function withUsersNodeOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { VSCODE_NODE_OPTIONS: users, NODE_OPTIONS: hosts, ...others } = env;
  const options = users ?? ('VSCODE_INSPECTOR_OPTIONS' in env ? undefined : hosts);
  return options === undefined || options === '' ? others : { ...others, NODE_OPTIONS: options };
}
