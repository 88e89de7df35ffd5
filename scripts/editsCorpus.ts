// `npm run bench:edits:corpus -- SOURCE… [--versions OLDER:NEWER] [--out FILE.jsonl] [--seed N]
// [--per-class N] [--max-lines N] [--changes N]`: makes a corpus of edits, disturbed in the ways
// models disturb them. A SOURCE is a git repository, whose history is taken, or a folder, to whose
// files changes are made up; --versions takes two versions of a folder. The same sources and seed
// make the same corpus. Without --out it is printed.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { generate } from '../test/bench/edits/generate.ts';
import { samplesOf, type FileChange } from '../test/bench/edits/sample.ts';
import { historyChanges, madeUpChanges, versionChanges } from '../test/bench/edits/sources.ts';

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'per-class': { type: 'string', default: '60' },
    'max-lines': { type: 'string', default: '1200' },
    changes: { type: 'string', default: '1500' },
    versions: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
});

function number(name: 'seed' | 'per-class' | 'max-lines' | 'changes'): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${name} takes a whole number, not "${values[name]}"`);
  process.exit(2);
}

const seed = number('seed');
const options = { seed, maxLines: number('max-lines'), maxChanges: number('changes') };
const perClass = number('per-class');

function changesOf(source: string): FileChange[] {
  return existsSync(path.join(source, '.git'))
    ? historyChanges(source, options)
    : madeUpChanges(source, options);
}

function betweenVersions(pair: string): FileChange[] {
  const [older, newer] = pair.split(':');
  if (older !== undefined && newer !== undefined) return versionChanges(older, newer, options);
  console.error(`--versions takes OLDER:NEWER, not "${pair}"`);
  process.exit(2);
}

if (positionals.length + values.versions.length === 0) positionals.push('.');
const changes = [...positionals.flatMap(changesOf), ...values.versions.flatMap(betweenVersions)];
const samples = changes.flatMap(samplesOf);
const records = generate(samples, { seed, perClass });
const jsonl = records.map(record => `${JSON.stringify(record)}\n`).join('');
if (values.out === undefined) process.stdout.write(jsonl);
else writeFileSync(values.out, jsonl);
const classes = new Set(records.map(({ cls }) => cls)).size;
console.error(
  `${records.length} records in ${classes} classes, from ${samples.length} hunks of ${changes.length} changes`,
);
