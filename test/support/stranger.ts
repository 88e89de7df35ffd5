import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject, parseJson, type JsonObject } from '../../src/base/json.ts';
import { z } from 'zod';
import type { PlumbWindow } from './plumbWindow.ts';
import { repositoryRoot } from './repository.ts';
import { until } from './until.ts';

/** The folder of the extension that uses Plumb as any other one would. */
export const strangerFolder = path.join(repositoryRoot, 'test', 'stranger');

/** What a job came to. */
const JobResult = z.object({
  value: z.unknown().optional(),
  error: z
    .object({ name: z.string(), message: z.string(), code: z.string().optional() })
    .optional(),
});
export type JobResult = z.infer<typeof JobResult>;

/** The other extension in a window; jobs are described in `test/stranger/extension.cjs`. */
export interface Stranger {
  /** Does a job to its end. */
  run(job: JsonObject): Promise<JobResult>;
  /** Begins a job, for one that a person is asked about; the result is there when it resolves. */
  begin(job: JsonObject): Promise<{ readonly result: () => Promise<JobResult> }>;
}

export function strangerIn({
  folder,
  workbench,
}: Pick<PlumbWindow, 'folder' | 'workbench'>): Stranger {
  const resultFile = path.join(folder, 'job.result.json');
  let next = 0;
  const begin: Stranger['begin'] = async job => {
    next += 1;
    await rm(resultFile, { force: true });
    await writeFile(path.join(folder, 'job.json'), JSON.stringify({ ...job, id: next }));
    await workbench.runCommand('Stranger: Run');
    return {
      result: async () => {
        let result: unknown;
        // It is there before all of it is written.
        await until('the other extension is done', async () => {
          result = existsSync(resultFile)
            ? parseJson(await readFile(resultFile, 'utf8'))
            : undefined;
          return isJsonObject(result);
        });
        return JobResult.parse(result);
      },
    };
  };
  return { begin, run: async job => (await begin(job)).result() };
}
