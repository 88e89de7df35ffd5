import assert from 'node:assert/strict';
import { fileSearch } from '../../../src/tools/fileSearch.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { runRead } from './toolRun.ts';

describe('file_search', () => {
  const workspace = createInMemoryWorkspace({ files: { 'a.ts': '', '.env': '' } });
  const passage = (path: string, text: string) => ({
    ...{ path, startLine: 3, endLine: 60, heading: 'retry' },
    ...{ text, score: 1 },
  });
  const context = (complete: boolean) =>
    workspace.context({
      ranked: {
        search: () =>
          Promise.resolve({
            passages: [passage('a.ts', 'line\n'.repeat(58)), passage('.env', 'key')],
            complete,
          }),
      },
    });

  it('gives passages with place and heading, cut, without guarded files', async () => {
    const { content, sources } = await runRead(fileSearch, { query: 'retry' }, context(true));
    assert.match(content, /^a\.ts:3-60 retry\nline\n/);
    assert.match(content, /\[Cut: read on with read_file from line 43\.\]$/);
    assert.doesNotMatch(content, /\.env|key/);
    assert.deepEqual(sources, [{ origin: 'workspace', name: 'a.ts' }]);
  });

  it('says that there may be more while the files are being read', async () => {
    const { content } = await runRead(fileSearch, { query: 'retry' }, context(false));
    assert.match(content, /still being read.*\]$/);
  });
});
