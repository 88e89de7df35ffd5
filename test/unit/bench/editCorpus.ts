import { generate } from '../../bench/edits/generate.ts';
import type { CorpusRecord } from '../../bench/edits/record.ts';
import { samplesOf, type Sample } from '../../bench/edits/sample.ts';
import { madeUpChanges } from '../../bench/edits/sources.ts';

const OPTIONS = { seed: 3, maxLines: 400, maxChanges: 150 };

/** Hunks of made-up changes to this repository's own files: there whatever of its history is. */
const ownSamples: readonly Sample[] = ['src', 'media', 'test', 'scripts']
  .flatMap(folder => madeUpChanges(folder, OPTIONS))
  .flatMap(samplesOf);

/** Three of each class, so that each way of writing an edit occurs. */
export function smallCorpus(seed = 3): CorpusRecord[] {
  return generate(ownSamples, { seed, perClass: 3 });
}

/** A record about a file of five lines, of which the third is to be changed. */
export function handMade(change: Partial<CorpusRecord> = {}): CorpusRecord {
  const text = '@@\n two\n-three\n+THREE\n four';
  return {
    id: 'hand/1',
    cls: 'hand',
    path: 'a.txt',
    before: 'one\n  two\nthree\nfour\nfive\n',
    edit: {
      kind: 'patch',
      text: `*** Begin Patch\n*** Update File: a.txt\n${text}\n*** End Patch\n`,
    },
    expected: 'one\n  two\nTHREE\nfour\nfive\n',
    ...change,
  };
}
