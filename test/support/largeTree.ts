import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MODULES = 500;
const FILES = 99;
const IGNORED = 60;

export interface LargeTree {
  /** In a new directory of its own. */
  readonly root: string;
  /** A text that is in one line of all. */
  readonly rare: string;
  /** One that is in most lines. */
  readonly common: string;
}

/** A git repository of 50,000 files, one in ten of them prose, and 30,000 that are ignored. */
export async function createLargeTree(): Promise<LargeTree> {
  const root = path.join(await mkdtemp(path.join(tmpdir(), 'plumb-tree-')), 'tree');
  for (let module = 0; module < MODULES; module += 1) {
    const folder = path.join(root, `pkg${module % 20}`, `mod${module}`);
    mkdirSync(path.join(folder, 'src'), { recursive: true });
    mkdirSync(path.join(folder, 'out'));
    writeFileSync(path.join(folder, '.gitignore'), '/out/\n*.log\n');
    for (let file = 0; file < FILES; file += 1) {
      const isProse = file % 10 === 0;
      const name = `file${file}.${isProse ? 'md' : 'ts'}`;
      writeFileSync(path.join(folder, 'src', name), textOf(module * FILES + file, isProse));
    }
    for (let file = 0; file < IGNORED; file += 1) {
      writeFileSync(path.join(folder, 'out', `file${file}.js`), 'ignored\n');
    }
  }
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  return { root, rare: 'needleInHaystack', common: 'widget' };
}

const WORDS = 'retry upload session cache parser token render layout window socket budget'.split(
  ' ',
);

function textOf(seed: number, isProse: boolean): string {
  const word = (at: number): string => WORDS[(seed * 7 + at * 3) % WORDS.length] ?? '';
  const lines = Array.from({ length: 30 }, (_, at) =>
    isProse
      ? `${at % 10 === 0 ? '# ' : ''}The widget of ${word(at)} number ${seed} has a ${word(at + 1)}.`
      : `export function ${word(at)}Widget${seed}x${at}(value: number) { return ${word(at + 1)} + ${at}; }`,
  );
  if (seed === 37_123) lines.push('// needleInHaystack');
  return `${lines.join('\n')}\n`;
}
