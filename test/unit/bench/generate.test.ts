import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { disturbances } from '../../bench/edits/classes/all.ts';
import { looks } from '../../bench/edits/fits.ts';
import { generate } from '../../bench/edits/generate.ts';
import { corpusRecord, parseRecords, type CorpusRecord } from '../../bench/edits/record.ts';
import { fileLines, samplesOf, textOf } from '../../bench/edits/sample.ts';
import { historyChanges, versionChanges } from '../../bench/edits/sources.ts';
import { smallCorpus } from './editCorpus.ts';

const LIMITS = { seed: 1, maxLines: 1_200, maxChanges: 50 };

/** How lines look: without white space, with plain punctuation. */
const bare = (text: string): string => text.split('\n').map(looks).join('');

/** The lines of one text that are not, or not as often, in another one. */
function linesOnlyIn(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of fileLines(other)) left.set(line.text, (left.get(line.text) ?? 0) + 1);
  return fileLines(text)
    .map(line => line.text)
    .filter(line => {
      const count = left.get(line) ?? 0;
      left.set(line, count - 1);
      return count <= 0;
    });
}

/** All that an edit says, as it looks. */
function saidBy({ edit }: CorpusRecord): string {
  const written = edit.kind === 'patch' ? edit.text : `${edit.oldText}\n${edit.newText}`;
  return bare(written.replace(/&(?:lt|gt|amp);/g, decoded));
}

function decoded(entity: string): string {
  return { '&lt;': '<', '&gt;': '>', '&amp;': '&' }[entity] ?? entity;
}

describe('the corpus of edits', () => {
  const corpus = smallCorpus();
  const landings = corpus.flatMap(record =>
    record.expected === null ? [] : [{ record, expected: record.expected }],
  );

  it('has every class, made from the files of this repository', () => {
    const made = new Set(corpus.map(({ cls }) => cls));
    assert.deepEqual(
      disturbances.map(({ name }) => name).filter(name => !made.has(name)),
      [],
    );
    assert.equal(new Set(disturbances.map(({ name }) => name)).size, disturbances.length);
  });

  it('is the same for the same sources and seed, and another one for another seed', () => {
    assert.deepEqual(smallCorpus(), corpus);
    assert.notDeepEqual(smallCorpus(4), corpus);
  });

  it('has records of the form that any corpus has, each with its own id', () => {
    const jsonl = corpus.map(record => `${JSON.stringify(record)}\n`).join('');
    assert.deepEqual(parseRecords(jsonl, 'corpus.jsonl'), corpus);
    assert.equal(new Set(corpus.map(({ id }) => id)).size, corpus.length);
    assert.throws(() => parseRecords('{"id":"x"}\n', 'bad.jsonl'), /bad\.jsonl:1/);
    assert.equal(corpusRecord.safeParse({ ...corpus[0], more: 1 }).success, false);
  });

  it('expects a change wherever it expects no refusal', () => {
    for (const { record, expected } of landings)
      assert.notEqual(expected, record.before, record.id);
  });

  it('expects nothing to come or go but lines of the edit', () => {
    for (const { record, expected } of landings) {
      // A passage says parts of lines; the line that a second name of a function is in stays.
      if (record.cls.startsWith('passage')) continue;
      const said = saidBy(record);
      const moved = [
        ...linesOnlyIn(record.before, expected),
        ...linesOnlyIn(expected, record.before),
      ];
      for (const line of moved) assert.ok(said.includes(bare(line)), `${record.id}: ${line}`);
    }
  });

  it('keeps the line endings of a file and whether it ends with one', () => {
    const kinds = (text: string): string[] =>
      [...new Set(fileLines(text).map(line => line.ending))].filter(ending => ending !== '').sort();
    for (const { record, expected } of landings) {
      const before = kinds(record.before);
      for (const ending of kinds(expected)) assert.ok(before.includes(ending), record.id);
      assert.equal(/[\r\n]$/.test(expected), /[\r\n]$/.test(record.before), record.id);
    }
  });

  it('gives no class of refusals an expected text, and no other class none', () => {
    for (const { name } of disturbances) {
      const records = corpus.filter(({ cls }) => cls === name);
      assert.equal(new Set(records.map(({ expected }) => expected === null)).size, 1, name);
      assert.equal(new Set(records.map(({ mayRefuse }) => mayRefuse)).size, 1, name);
    }
  });

  it('writes edits in every way that its classes have', () => {
    const forms = new Set(corpus.map(({ id }) => id.split('/')[1]));
    assert.deepEqual([...forms].sort(), ['patch', 'replace', 'unified']);
  });
});

describe('the sources of a corpus', () => {
  let folder: string;
  const file = (name: string): string => path.join(folder, name);
  const numbered = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `const value${index} = ${index};`);
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false'];
    execFileSync('git', ['-C', folder, ...who, ...args], { stdio: 'ignore' });
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'plumb-corpus-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are the changes in the history of a git repository, with their bytes', () => {
    const before = `${numbered(30).join('\r\n')}\r\n`;
    const after = before.replace('value7 =', 'other =');
    git('init', '--quiet');
    for (const text of [before, after]) {
      writeFileSync(file('a.ts'), text);
      writeFileSync(file('long.ts'), numbered(1_300).join('\n') + text);
      writeFileSync(file('image.png'), `\0${text}`);
      git('add', '.');
      git('commit', '--quiet', '--message', 'One');
    }
    assert.deepEqual(historyChanges(folder, LIMITS), [{ path: 'a.ts', before, after }]);
  });

  it('are the differences of two versions of a folder', () => {
    const older = mkdtempSync(path.join(folder, 'older-'));
    const newer = mkdtempSync(path.join(folder, 'newer-'));
    const before = `${numbered(20).join('\n')}\n`;
    const after = `${before}const more = 1;\n`;
    writeFileSync(path.join(older, 'a.js'), before);
    writeFileSync(path.join(newer, 'a.js'), after);
    writeFileSync(path.join(newer, 'new.js'), after);
    assert.deepEqual(versionChanges(older, newer, LIMITS), [{ path: 'a.js', before, after }]);
  });

  it('yield a hunk for each change, which turns the one text into the other', () => {
    const lines = numbered(40);
    const before = `${lines.join('\n')}\n`;
    const after = `${lines.with(3, 'changed').toSpliced(30, 2).join('\n')}\n`;
    const samples = samplesOf({ path: 'a.ts', before, after });
    assert.deepEqual(
      samples.map(({ hunk }) => hunk.first),
      [0, 27],
    );
    assert.equal(textOf(samples[0]?.lines ?? []), before);
    const corpus = generate(samples, { seed: 1, perClass: 4 });
    const both = corpus.filter(({ cls }) => cls === 'severalHunks');
    assert.deepEqual(new Set(both.map(({ expected }) => expected)), new Set([after]));
  });
});
