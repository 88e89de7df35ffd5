import path from 'node:path';
import process from 'node:process';

/** Set by the tools around us (npm, mocha, c8, an enclosing VS Code); a user's VS Code has none. */
const notAUsers = /^(npm_|VSCODE_|NODE_|TSX_|ELECTRON_|INIT_CWD$|PLUMB_|RUNWARE_)/i;

/**
 * The environment of a VS Code that a test starts: this process's, less what a user would not have
 * and less any real key. Node 24 is first on the PATH, for the sample workspace's own scripts.
 */
export function serverEnvironment(
  added: Readonly<Record<string, string | undefined>>,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!notAUsers.test(name)) env[name] = value;
  }
  const pathName = Object.keys(env).find(name => name.toLowerCase() === 'path') ?? 'PATH';
  const before = (env[pathName] ?? '')
    .split(path.delimiter)
    .filter(folder => !folder.includes('node_modules'));
  env[pathName] = [path.dirname(process.execPath), ...before].join(path.delimiter);
  for (const [name, value] of Object.entries(added)) {
    if (value === undefined) Reflect.deleteProperty(env, name);
    else env[name] = value;
  }
  return env;
}
