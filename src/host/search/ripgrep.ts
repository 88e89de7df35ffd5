import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { abortReason } from '../../base/abort.ts';
import { PlumbError } from '../../base/errors.ts';

const COMPLAINT_LIMIT = 2_000;

/**
 * The ripgrep that VS Code brings along, else one on the PATH, else undefined.
 * @param appRoot `vscode.env.appRoot`
 */
export function findRipgrep(appRoot: string, env: NodeJS.ProcessEnv): string | undefined {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const platform = `${process.platform}-${process.arch}`;
  const packages = ['node_modules', 'node_modules.asar.unpacked'].flatMap(modules => [
    // Since VS Code 1.139 or before; the second is where releases around 1.110 have it.
    path.join(appRoot, modules, '@vscode', 'ripgrep-universal', 'bin', platform, name),
    path.join(appRoot, modules, '@vscode', 'ripgrep', 'bin', name),
  ]);
  // A relative entry would find what the workspace put there.
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder))
    .map(folder => path.join(folder, name));
  return [...packages, ...onPath].find(file => existsSync(file));
}

/**
 * Runs ripgrep and yields the records that it prints, as many at a time as came, until it ends, the
 * consumer has enough, or the signal aborts; it never outlives the loop.
 * @param options.separator what ends a record: a line feed or NUL
 * @throws PlumbError with ripgrep's own words if it refuses its arguments; the signal's reason
 */
export async function* ripgrepRecords(
  rg: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly separator: '\n' | '\0' },
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  signal.throwIfAborted();
  const child = spawn(rg, ['--no-config', '--no-messages', ...args], {
    cwd: options.cwd,
    // It needs nothing of the environment, and so gets no secret and no option from there.
    env: process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {},
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Who reads the records hears of it below; a consumer that has enough does not wait for it.
  ended.catch(() => undefined);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, COMPLAINT_LIMIT);
  });
  try {
    yield* records(child.stdout, options.separator);
    const code = await ended;
    if (signal.aborted) throw abortReason(signal);
    if (code === 2 && complaint.trim() !== '') throw refused(complaint.trim());
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function* records(stream: Readable, separator: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const piece of stream.setEncoding('utf8')) {
    const parts = (rest + String(piece)).split(separator);
    rest = parts.pop() ?? '';
    if (parts.length > 0) yield parts;
  }
  if (rest !== '') yield [rest];
}

function refused(complaint: string): PlumbError {
  return new PlumbError(
    complaint.includes('regex')
      ? `The pattern is no regular expression that the search understands (Rust's syntax: no look-around, no back-references). Correct it, or search for a plain text. ${complaint}`
      : `The search was refused: ${complaint}`,
  );
}
