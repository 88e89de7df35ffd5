import type { Run } from './highlight.ts';

/** Code to be coloured: one slice of a block, so that no slice takes long. */
export interface HighlightJob {
  readonly code: string;
  readonly language: string;
  readonly signal: AbortSignal;
  /** Gets runs whose texts joined are `code`; not called if the language is not known. */
  readonly done: (runs: readonly Run[]) => void;
}

export type Highlighter = (job: HighlightJob) => void;

/** ms; after this long a slice is coloured even if the page is never idle. */
const PATIENCE = 1_000;

/** Colours code when the page is idle, one slice at a time; loads the grammars on first use. */
export function createHighlightQueue(): Highlighter {
  const jobs: HighlightJob[] = [];
  let isScheduled = false;
  let loading: Promise<(code: string, language: string) => Run[] | undefined> | undefined;

  const schedule = (): void => {
    if (isScheduled || jobs.length === 0) return;
    isScheduled = true;
    requestIdleCallback(
      () => {
        void runNext();
      },
      { timeout: PATIENCE },
    );
  };

  const runNext = async (): Promise<void> => {
    loading ??= import('./highlight.ts').then(module => module.createCodeHighlighter());
    const colour = await loading;
    isScheduled = false;
    const job = jobs.shift();
    if (job !== undefined && !job.signal.aborted) {
      const runs = colour(job.code, job.language);
      if (runs !== undefined) job.done(runs);
    }
    schedule();
  };

  return job => {
    jobs.push(job);
    schedule();
  };
}
