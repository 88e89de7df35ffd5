// Runs one layer's test files in a process of its own: RESULT TIMEOUT_MS GREP FILES…
import process from 'node:process';
import { runMocha } from '../test/support/mochaRun.ts';

const [resultFile = '', timeoutMs = '10000', grep = '', ...files] = process.argv.slice(2);
const counts = await runMocha({
  files,
  timeoutMs: Number(timeoutMs),
  grep: grep === '' ? undefined : grep,
  resultFile,
  print: line => console.log(line),
});
// A test that leaves a timer or a socket behind must not keep the suite from ending.
process.exit(counts.failed > 0 ? 1 : 0);
