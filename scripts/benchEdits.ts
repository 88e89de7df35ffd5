// `npm run bench:edits -- FILE.jsonl…`: how many of the edits of a corpus are applied exactly; a
// table for people and, as the last line, one JSON object for machines. Without a file: a corpus
// of this repository's own history. `--show N`: the first N failures. `--class NAME`: that alone.
// `--speed`: the time that large files take.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generate } from '../test/bench/edits/generate.ts';
import { parseRecords, type CorpusRecord } from '../test/bench/edits/record.ts';
import { report } from '../test/bench/edits/report.ts';
import { samplesOf } from '../test/bench/edits/sample.ts';
import { describeFailures } from '../test/bench/edits/showFailures.ts';
import { historyChanges } from '../test/bench/edits/sources.ts';
import { speedReport } from '../test/bench/edits/speed.ts';
import { gradeAll } from '../test/bench/edits/tally.ts';

const { values, positionals } = parseArgs({
  options: {
    show: { type: 'string', default: '0' },
    class: { type: 'string', multiple: true, default: [] },
    speed: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const OWN = { seed: 1, maxLines: 1_200, maxChanges: 1_000 };

function corpus(): CorpusRecord[] {
  const records =
    positionals.length === 0
      ? generate(historyChanges('.', OWN).flatMap(samplesOf), { seed: OWN.seed, perClass: 30 })
      : positionals.flatMap(file => parseRecords(readFileSync(file, 'utf8'), file));
  return records.filter(({ cls }) => values.class.length === 0 || values.class.includes(cls));
}

if (values.speed) console.log(speedReport());
else {
  const graded = gradeAll(corpus());
  const failures = describeFailures(graded, Number(values.show));
  if (failures !== '') console.log(`${failures}\n`);
  console.log(report(graded));
}
