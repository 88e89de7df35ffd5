// `npm run types`: the host, the panel and the tests each have a world of their own to check against.
import { runChecks } from './checks.ts';

runChecks([
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'media/tsconfig.json'],
  ['tsc', '-p', 'test/tsconfig.json'],
]);
