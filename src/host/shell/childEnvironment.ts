/** Nobody sits at the command's terminal: no pager may wait, and no prompt be drawn. */
const UNATTENDED = { TERM: 'dumb', PAGER: 'cat', GIT_PAGER: 'cat', MANPAGER: 'cat' };

/** The extension host's own affairs (an Electron that poses as Node, sockets into VS Code). */
const HOSTS_OWN = /^(ELECTRON_|VSCODE_)/i;

/** `CI` makes tools fail on warnings or write snapshots differently than in the user's terminal. */
const LEFT_OUT = /^(RUNWARE_API_KEY|CI)$/i;

/**
 * The environment of a command: the host's own, without the key under any name (invariant 6).
 * @param secrets values that no child process may see; empty ones are no secrets
 */
export function childEnvironment(
  env: NodeJS.ProcessEnv,
  secrets: readonly string[],
): NodeJS.ProcessEnv {
  const kept = Object.entries(withoutSecrets(env, secrets)).filter(
    ([name]) => !HOSTS_OWN.test(name) && !LEFT_OUT.test(name),
  );
  return { ...Object.fromEntries(kept), ...UNATTENDED };
}

function withoutSecrets(env: NodeJS.ProcessEnv, secrets: readonly string[]): NodeJS.ProcessEnv {
  const fromEnvironment = Object.entries(env)
    .filter(([name]) => name.toUpperCase() === 'RUNWARE_API_KEY')
    .map(([, value]) => value ?? '');
  const all = [...secrets, ...fromEnvironment].map(secret => secret.trim()).filter(Boolean);
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => !all.some(secret => value?.includes(secret))),
  );
}
