// `npm run lint`: everything that can be known of the code without running it.
import { runChecks } from './checks.ts';

runChecks([
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'media/tsconfig.json'],
  ['tsc', '-p', 'test/tsconfig.json'],
  ['eslint', '.', '--max-warnings=0'],
  ['prettier', '--check', '.'],
  ['knip'],
]);
