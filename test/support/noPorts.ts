import type { ToolContext } from '../../src/tools/tool.ts';
import { createInMemoryLanguages, createInMemoryProblems } from './inMemoryLanguages.ts';

/** The ports that a test does not look at: they know nothing. */
export const noPorts: Pick<
  ToolContext,
  'access' | 'languages' | 'problems' | 'git' | 'ranked' | 'images' | 'granted'
> = {
  access: { isIgnored: () => Promise.resolve(false), isHardLinked: () => Promise.resolve(false) },
  languages: createInMemoryLanguages().port,
  problems: createInMemoryProblems().port,
  git: {
    diff: () => Promise.resolve({ root: 'file:///w/app', text: '', more: 0 }),
    log: () => Promise.resolve([]),
  },
  ranked: { search: () => Promise.resolve({ passages: [], complete: true }) },
  images: {
    areTaken: () => false,
    keep: () => Promise.reject(new Error('This test has no images.')),
  },
  granted: new Set(),
};
