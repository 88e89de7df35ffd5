import assert from 'node:assert/strict';
import type { AccessLevel } from '../../../src/base/accessLevel.ts';
import { applyEdit } from '../../../src/tools/applyEdit.ts';
import { createFile } from '../../../src/tools/createFile.ts';
import { readFile } from '../../../src/tools/readFile.ts';
import { searchText } from '../../../src/tools/searchText.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { prepare, read } from './toolRun.ts';

/** What a repository can ship: files that something obeys, as links to files of plain names. */
const LINKS = {
  '/w/app/.vscode': '/w/app/config',
  '/w/app/.husky': '/w/app/scripts',
  '/w/app/AGENTS.md': '/w/app/docs/help.txt',
  '/w/app/.github/workflows': '/w/app/ci',
  '/w/app/.git/hooks/pre-push': '/w/app/tools/hook.sh',
  '/w/app/.env': '/w/app/deploy/dev.vars',
};

function linked(): InMemoryWorkspace {
  return createInMemoryWorkspace({
    files: {
      'config/tasks.json': '{ "old": 1 }',
      'scripts/run': 'old',
      'docs/help.txt': 'old',
      'deploy/dev.vars': 'PASSWORD=correct-horse-battery',
      'src/a.ts': 'old',
    },
    links: LINKS,
  });
}

const edits = (path: string) => [applyEdit, { path, oldText: 'old', newText: 'new' }] as const;
const creates = (path: string) => [createFile, { path, text: 'new' }] as const;

async function levelsOf([tool, input]: ReturnType<typeof edits | typeof creates>): Promise<
  readonly AccessLevel[]
> {
  const proposal = await prepare(tool, input, linked());
  assert(proposal.kind === 'edit');
  return (proposal.guarded ?? []).map(({ level }) => level);
}

async function asksToRead(path: string): Promise<readonly AccessLevel[]> {
  const call = readFile.accept({ path });
  assert(call.kind === 'read' && call.guarded !== undefined);
  return (await call.guarded(linked().context())).map(({ level }) => level);
}

describe('files that are reached through a link within the workspace', () => {
  it('S04 S11 are protected by the name that was written', async () => {
    assert.deepEqual(await levelsOf(edits('.vscode/tasks.json')), ['protected']);
    assert.deepEqual(await levelsOf(creates('.vscode/settings.json')), ['protected']);
    assert.deepEqual(await levelsOf(creates('.husky/pre-commit')), ['protected']);
    assert.deepEqual(await levelsOf(edits('AGENTS.md')), ['protected']);
    assert.deepEqual(await levelsOf(edits('src/a.ts')), []);
  });

  it('S04 S11 are protected by the place that such a link leads to', async () => {
    assert.deepEqual(await levelsOf(edits('config/tasks.json')), ['protected']);
    assert.deepEqual(await levelsOf(creates('config/settings.json')), ['protected']);
    assert.deepEqual(await levelsOf(creates('scripts/pre-commit')), ['protected']);
    assert.deepEqual(await levelsOf(edits('docs/help.txt')), ['protected']);
    assert.deepEqual(await levelsOf(creates('ci/build.yml')), ['protected']);
    assert.deepEqual(await levelsOf(creates('tools/hook.sh')), ['protected']);
    assert.deepEqual(await levelsOf(creates('configs/a.json')), []);
  });

  it('S13 are warned of by either name', async () => {
    const proposal = await prepare(...creates('.husky/pre-commit'), linked());
    assert(proposal.kind === 'edit');
    assert.match(proposal.warnings?.join() ?? '', /git runs this by itself/);
    const behind = await prepare(...creates('tools/hook.sh'), linked());
    assert(behind.kind === 'edit');
    assert.match(behind.warnings?.join() ?? '', /git runs this by itself/);
  });

  it('S04 S28 are secrets by either name', async () => {
    assert.deepEqual(await asksToRead('.env'), ['secret']);
    assert.deepEqual(await asksToRead('deploy/dev.vars'), ['secret']);
    assert.deepEqual(await asksToRead('src/a.ts'), []);
    const found = await read(searchText, { pattern: 'correct-horse' }, linked());
    assert.doesNotMatch(found.content, /battery/);
  });
});
