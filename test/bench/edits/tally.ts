import { applyRecord, type Outcome } from './applyRecord.ts';
import { grade, type Verdict } from './grade.ts';
import type { CorpusRecord } from './record.ts';

/** A record, what came of it and what that is worth. */
export interface Graded {
  readonly record: CorpusRecord;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
}

/**
 * Counts as the project publishes them. `n`, `exact`, `altered` and `refused` are of the records
 * that have an expected text and may not be refused; `falselyApplied` is of those that only a
 * refusal serves, `wrongPlace` of all others. Times are of all.
 */
export interface Tally {
  readonly n: number;
  readonly exact: number;
  readonly altered: number;
  readonly refused: number;
  readonly wrongPlace: number;
  readonly falselyApplied: number;
  readonly p50ms: number;
  readonly p99ms: number;
  readonly maxms: number;
}

export interface Tallies {
  readonly all: Tally;
  readonly classes: Readonly<Record<string, Tally>>;
}

/** Applies every record twice, the first time to warm up, and grades it. */
export function gradeAll(records: readonly CorpusRecord[]): Graded[] {
  for (const record of records) applyRecord(record);
  return records.map(record => {
    const outcome = applyRecord(record);
    return { record, outcome, verdict: grade(record, outcome.got) };
  });
}

export function isCounted({ expected, mayRefuse }: CorpusRecord): boolean {
  return expected !== null && mayRefuse !== true;
}

export function tallies(graded: readonly Graded[]): Tallies {
  const names = [...new Set(graded.map(({ record }) => record.cls))];
  const ofClass = (name: string) => tally(graded.filter(({ record }) => record.cls === name));
  return {
    all: tally(graded),
    classes: Object.fromEntries(names.map(name => [name, ofClass(name)])),
  };
}

export function tally(graded: readonly Graded[]): Tally {
  const counted = graded.filter(({ record }) => isCounted(record));
  const count = (from: readonly Graded[], wanted: Verdict): number =>
    from.filter(({ verdict }) => verdict === wanted).length;
  const times = graded.map(({ outcome }) => outcome.ms).toSorted((a, b) => a - b);
  const quantile = (share: number): number =>
    milliseconds(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  return {
    n: counted.length,
    exact: count(counted, 'exact'),
    altered: count(counted, 'altered'),
    refused: count(counted, 'refused'),
    wrongPlace: count(graded, 'wrong'),
    falselyApplied: count(graded, 'falselyApplied'),
    p50ms: quantile(0.5),
    p99ms: quantile(0.99),
    maxms: quantile(1),
  };
}

function milliseconds(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
