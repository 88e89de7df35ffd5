import type { ProblemsPort } from '../../tools/problemsPort.ts';

export function createProblemsPort(): ProblemsPort {
  return { now: () => Promise.resolve([]), settled: () => Promise.resolve() };
}
