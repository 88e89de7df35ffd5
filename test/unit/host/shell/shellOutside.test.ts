import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shellOutside } from '../../../../src/host/shell/shellOutside.ts';

describe('the shell of a command', () => {
  let at = '';
  beforeEach(async () => {
    at = await realpath(await mkdtemp(path.join(tmpdir(), 'plumb-shell-')));
    for (const folder of ['app/tools', 'app-bin']) {
      await mkdir(path.join(at, folder), { recursive: true });
      await writeFile(path.join(at, folder, 'bash'), '');
    }
  });
  afterEach(() => rm(at, { recursive: true }));

  const chosen = (shell: string) => shellOutside(path.join(at, shell), [path.join(at, 'app')]);

  it('S34 is none of the workspace', async () => {
    assert.equal(await chosen('app/tools/bash'), '');
    assert.equal(await chosen('app/gone/bash'), '');
    assert.equal(await chosen('x/../app/tools/bash'), '');
    assert.equal(await chosen('app-bin/bash'), path.join(at, 'app-bin/bash'));
    assert.equal(await shellOutside('', [at]), '');
    assert.equal(
      await shellOutside(path.join(at, 'app/tools/bash'), []),
      path.join(at, 'app/tools/bash'),
    );
  });

  it('S04 S34 is none that a link leads to, from there or into it', async () => {
    await symlink(path.join(at, 'app'), path.join(at, 'link'));
    await symlink(path.join(at, 'app-bin/bash'), path.join(at, 'app/sh'));
    assert.equal(await chosen('link/tools/bash'), '');
    assert.equal(await chosen('app/sh'), '');
    assert.equal(await shellOutside(path.join(at, 'app/tools/bash'), [path.join(at, 'link')]), '');
  });
});
