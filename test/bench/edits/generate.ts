import { disturbances } from './classes/all.ts';
import type { Disturbance } from './case.ts';
import { fits } from './fits.ts';
import { randomOf } from './random.ts';
import type { CorpusRecord } from './record.ts';
import { textOf, type Sample } from './sample.ts';
import { writeEdit, type Shape } from './writtenEdit.ts';

export interface CorpusOptions {
  /** The same samples and seed make the same corpus. */
  readonly seed: number;
  /** Records a class, at most. */
  readonly perClass: number;
}

/** The records that samples yield, class by class, their ways of writing in turn. */
export function generate(
  samples: readonly Sample[],
  { seed, perClass }: CorpusOptions,
): CorpusRecord[] {
  return disturbances.flatMap(disturbance => ofClass(disturbance, samples, { seed, perClass }));
}

function ofClass(
  disturbance: Disturbance,
  samples: readonly Sample[],
  { seed, perClass }: CorpusOptions,
): CorpusRecord[] {
  const records: CorpusRecord[] = [];
  const shuffled = randomOf(seed, disturbance.name).shuffled(samples);
  for (const [index, sample] of shuffled.entries()) {
    if (records.length === perClass) break;
    const shape = disturbance.shapes[records.length % disturbance.shapes.length] ?? 'patch';
    const id = `${disturbance.name}/${shape}/${String(records.length + 1).padStart(3, '0')}`;
    const random = randomOf(seed, disturbance.name, index);
    const record = recordOf({ disturbance, sample, samples: shuffled, shape, id }, random);
    if (record !== undefined) records.push(record);
  }
  return records;
}

interface Attempt {
  readonly disturbance: Disturbance;
  readonly sample: Sample;
  readonly samples: readonly Sample[];
  readonly shape: Shape;
  readonly id: string;
}

function recordOf(
  { disturbance, sample, samples, shape, id }: Attempt,
  random: ReturnType<typeof randomOf>,
): CorpusRecord | undefined {
  const made = disturbance.make(sample, random, samples);
  if (made === undefined) return undefined;
  const edit = made.edit ?? writeEdit(shape, made.path, made.written, random);
  if (edit === undefined || !fits(made, edit, disturbance.fit)) return undefined;
  const before = textOf(made.lines);
  // What changes nothing would be graded as a refusal.
  if (made.expected === before) return undefined;
  return {
    id,
    cls: disturbance.name,
    path: made.path,
    before,
    edit: disturbance.wrap?.(edit, random) ?? edit,
    expected: made.expected,
    ...(made.mayRefuse === true ? { mayRefuse: true } : {}),
  };
}
