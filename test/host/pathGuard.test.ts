import assert from 'node:assert/strict';
import { link, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nullLogger } from '../../src/base/logger.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { createAccessPort } from '../../src/host/access/createAccessPort.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { forbiddenIn } from '../../src/host/access/forbidden.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { createSearchPort } from '../../src/host/search/textSearch.ts';
import { guardOf, requireGranted } from '../../src/tools/guard.ts';
import { resolveReadablePath, resolveWorkspacePath } from '../../src/tools/paths.ts';
import { allTools } from '../../src/tools/registry.ts';
import { createShownTexts } from '../../src/tools/shownTexts.ts';
import { ToolRefusal, type EditProposal, type ToolContext } from '../../src/tools/tool.ts';
import * as vscode from 'vscode';
import { noPorts } from '../support/noPorts.ts';
import { edits, folderToEditIn } from './editing.ts';

describe('the path guard on a real disk', () => {
  const at = folderToEditIn();
  const noCommand = () => Promise.reject(new Error('No command is run here'));
  const paths = createPathPort();
  const access = createAccessPort();
  let outside = '';
  let context: ToolContext;

  beforeEach(async () => {
    outside = await mkdtemp(path.join(tmpdir(), 'plumb-outside-'));
    await writeFile(path.join(outside, 'a.txt'), 'outside\n');
    context = {
      ...noPorts,
      paths,
      access,
      edits,
      files: createFilesPort(),
      search: createSearchPort(nullLogger, forbiddenIn),
      commands: { run: noCommand, start: noCommand, read: noCommand, end: noCommand },
      shown: createShownTexts(),
      signal: new AbortController().signal,
      onOutput: () => undefined,
    };
  });
  afterEach(() => rm(outside, { recursive: true, force: true }));

  const call = (name: string, input: JsonObject) => {
    const tool = allTools().find(candidate => candidate.name === name);
    const accepted = tool?.accept(input);
    assert(accepted !== undefined && accepted.kind !== 'refused', JSON.stringify(accepted));
    return accepted;
  };
  const read = (name: string, input: JsonObject) => {
    const accepted = call(name, input);
    assert(accepted.kind === 'read');
    return accepted.run(context);
  };
  const prepare = async (name: string, input: JsonObject): Promise<EditProposal> => {
    const accepted = call(name, input);
    assert(accepted.kind === 'effect');
    const proposal = await accepted.prepare(context);
    assert(proposal.kind === 'edit');
    return proposal;
  };
  const perform = (name: string, input: JsonObject, proposal: EditProposal) => {
    const accepted = call(name, input);
    assert(accepted.kind === 'effect');
    return accepted.perform(proposal, context);
  };
  const levels = (proposal: EditProposal) => (proposal.guarded ?? []).map(({ level }) => level);
  const place = (file: string) => resolveWorkspacePath(`${at.name}/${file}`, paths);
  const refuses = (work: Promise<unknown>, words: RegExp) =>
    assert.rejects(
      work,
      (error: unknown) => error instanceof ToolRefusal && words.test(error.message),
    );

  /** Every tool that takes a path, at both ends of a move. */
  const refusesAll = async (file: string, words: RegExp): Promise<void> => {
    await at.write('free.txt', 'free\n');
    const free = `${at.name}/free.txt`;
    await refuses(read('read_file', { path: file }), words);
    await refuses(read('list_directory', { path: file }), words);
    await refuses(prepare('create_file', { path: file, text: 'x' }), words);
    await refuses(prepare('delete_file', { path: file }), words);
    await refuses(prepare('apply_edit', { path: file, oldText: 'a', newText: 'b' }), words);
    await refuses(prepare('move_file', { from: file, to: `${at.name}/to.txt` }), words);
    await refuses(prepare('move_file', { from: free, to: file }), words);
  };

  it('S01 lets nothing out by .., absolute paths, ~ and URIs', async () => {
    await refusesAll(`../${path.basename(outside)}/a.txt`, /\.\./);
    await refusesAll('~/a.txt', /begins with ~/);
    await refusesAll(`file://${outside}/a.txt`, /URI/);
    await refuses(prepare('create_file', { path: `${outside}/b.txt`, text: 'x' }), /outside/);
  });

  it('S02 takes no folder for another whose name begins alike', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    await refuses(prepare('create_file', { path: `${root}-evil/a.txt`, text: 'x' }), /outside/);
  });

  it('S03 lets nothing out by a link that is a file', async () => {
    await symlink(path.join(outside, 'a.txt'), at.fsPath('link.txt'));
    await refusesAll(`${at.name}/link.txt`, /through a link/);
  });

  it('S04 S05 lets nothing out by a link above, to what is there and what is not', async () => {
    await symlink(outside, at.fsPath('out'));
    await refusesAll(`${at.name}/out/a.txt`, /through a link/);
    await refusesAll(`${at.name}/out/new/b.txt`, /through a link/);
    await symlink(path.join(outside, 'none'), at.fsPath('dangling'));
    await refusesAll(`${at.name}/dangling`, /through a link/);
  });

  it('S04 a search does not follow links out', async () => {
    await symlink(outside, at.fsPath('out'));
    await at.write('in.txt', 'outside too\n');
    const { content } = await read('search_text', { pattern: 'outside' });
    assert.match(content, /in\.txt/);
    assert.doesNotMatch(content, /a\.txt/);
  });

  it('S06 writes nothing where a link was put in the way after the check', async () => {
    await at.write('dir/a.txt', 'outside\n');
    const file = `${at.name}/dir/a.txt`;
    const update = { path: file, oldText: 'outside', newText: 'changed' };
    const creation = { path: `${at.name}/dir/new.txt`, text: 'new\n' };
    await read('read_file', { path: file });
    const [edit, create] = [
      await prepare('apply_edit', update),
      await prepare('create_file', creation),
    ];
    await rename(at.fsPath('dir'), at.fsPath('moved'));
    await symlink(outside, at.fsPath('dir'));
    for (const [name, input, proposal] of [
      ['apply_edit', update, edit],
      ['create_file', creation, create],
    ] as const) {
      const result = await perform(name, input, proposal);
      assert.equal(result.failed, true, result.content);
      assert.match(result.content, /Nothing was changed/);
      const outcome = await edits.apply(proposal.changes, context.signal);
      assert.equal(outcome.applied, false);
      assert.match('reason' in outcome ? outcome.reason : '', /leads to another place/);
    }
    assert.equal(await readFile(path.join(outside, 'a.txt'), 'utf8'), 'outside\n');
    await assert.rejects(readFile(path.join(outside, 'new.txt')));
  });

  it('S07 asks about a file that has another name, also if it got it after the check', async () => {
    await at.write('a.txt', 'one\n');
    await at.write('b.txt', 'one\n');
    await link(at.fsPath('a.txt'), path.join(outside, 'hard.txt'));
    const edit = { path: `${at.name}/a.txt`, oldText: 'one', newText: 'two' };
    assert.deepEqual(levels(await prepare('apply_edit', edit)), ['outside']);
    const other = { ...edit, path: `${at.name}/b.txt` };
    const proposal = await prepare('apply_edit', other);
    assert.deepEqual(levels(proposal), []);
    await link(at.fsPath('b.txt'), path.join(outside, 'hard2.txt'));
    const result = await perform('apply_edit', other, proposal);
    assert.match(result.content, /became guarded/);
    assert.equal(await at.text('b.txt'), 'one\n');
  });

  it('S09 S11 protects what runs by itself, in any case, at both ends of a move', async () => {
    await at.write('a.txt', 'a\n');
    await at.write('package.json', '{}\n');
    for (const name of [
      '.VSCODE/settings.json',
      '.GIT/hooks/post-commit',
      '.Github/Workflows/x.yml',
    ]) {
      const file = `${at.name}/${name}`;
      const made = await prepare('create_file', { path: file, text: '{}' });
      assert(levels(made).includes('protected'), name);
      const moved = await prepare('move_file', { from: `${at.name}/a.txt`, to: file });
      assert(levels(moved).includes('protected'), name);
    }
    const gone = await prepare('move_file', {
      from: `${at.name}/package.json`,
      to: `${at.name}/p.txt`,
    });
    assert.deepEqual(levels(gone), ['protected']);
    await symlink(at.fsPath('package.json'), at.fsPath('innocent.txt'));
    const linked = { path: `${at.name}/innocent.txt`, oldText: '{}', newText: '{"a":1}' };
    assert.deepEqual(levels(await prepare('apply_edit', linked)), ['protected']);
    await refuses(read('read_file', { path: `${at.name}/a\0.txt` }), /control/);
    await refuses(read('read_file', { path: `${at.name}/a\n.txt` }), /control/);
  });

  it('S28 quotes nothing of a file that holds keys, by name or content, before it was read', async () => {
    await at.write('.env', 'KEY=verysecret\n');
    await at.write('conf.ts', `const k = "ghp_${'a1B2c3D4e5'.repeat(4)}";\n`);
    for (const name of ['.env', 'conf.ts']) {
      const path = `${at.name}/${name}`;
      assert.equal((await guardOf(await place(name), context))?.level, 'secret');
      await assert.rejects(
        prepare('apply_edit', { path, oldText: 'KEY=nothing', newText: 'x' }),
        (error: unknown) =>
          error instanceof ToolRefusal &&
          /read_file first/.test(error.message) &&
          !/verysecret|ghp_/.test(error.message),
      );
      await refuses(requireGranted(await place(name), context), /is guarded/);
      const { uri } = await place(name);
      const granted = { ...context, granted: new Set([uri]) };
      assert.equal((await requireGranted(await place(name), granted)).origin, 'secret');
    }
  });

  it('reads outside by an absolute path alone, as guarded, and never a device', async () => {
    const real = await resolveReadablePath(`${outside}/a.txt`, paths);
    assert.equal((await guardOf(real, context))?.level, 'outside');
    assert(path.isAbsolute(real.display));
    for (const input of ['/proc/self/environ', '/dev/zero', '/sys/x', '../x', '~/x', '//h/s']) {
      await refuses(resolveReadablePath(input, paths), /refused/);
    }
    await symlink('/proc/self', path.join(outside, 'p'));
    await refuses(resolveReadablePath(`${outside}/p/environ`, paths), /place of the system/);
    await symlink(outside, at.fsPath('out'));
    await refuses(resolveReadablePath(at.fsPath('out/a.txt'), paths), /through a link/);
    await symlink(at.folder, path.join(outside, 'in'));
    await at.write('in.txt', '');
    const back = await resolveReadablePath(`${outside}/in/in.txt`, paths);
    assert.equal(back.display, `${at.name}/in.txt`);
  });

  describe('.plumbignore', () => {
    it('puts what it names off limits for every tool, links to it too', async () => {
      await at.write('.plumbignore', 'private/\n*.Hush\ncaf\u00e9.txt\n!kept.hush\n');
      await at.write('private/a.txt', 'a\n');
      await at.write('x.hush', 'x\n');
      await symlink(at.fsPath('private'), at.fsPath('link'));
      for (const name of ['private/a.txt', 'private/new/b.txt', 'x.hush', 'X.HUSH', 'link/a.txt']) {
        await refusesAll(`${at.name}/${name}`, /\.plumbignore/);
      }
      await refuses(place('cafe\u0301.txt'), /\.plumbignore/);
      await refuses(resolveReadablePath(at.fsPath('x.hush'), paths), /\.plumbignore/);
      await place('kept.hush');
      await place('other.txt');
    });

    it('may be read, and is protected; a nested one takes nothing back', async () => {
      await at.write('.plumbignore', '*\n');
      await at.write('sub/.plumbignore', '!a.txt\n');
      await at.write('sub/a.txt', '');
      await read('read_file', { path: `${at.name}/.plumbignore` });
      await refuses(place('sub/a.txt'), /\.plumbignore/);
      const change = { path: `${at.name}/.plumbignore`, oldText: '*', newText: '' };
      assert.deepEqual(levels(await prepare('apply_edit', change)), ['protected']);
    });

    it('forbids all below it if it cannot be read', async () => {
      await at.write('bin/.plumbignore', new Uint8Array([0xff, 0xfe, 0x41]));
      await at.write('dir/.plumbignore/x', '');
      await at.write('link/a.txt', '');
      await symlink(at.fsPath('nowhere'), at.fsPath('link/.plumbignore'));
      for (const name of ['bin/a.txt', 'dir/a.txt', 'link/a.txt']) {
        await refuses(place(name), /\.plumbignore/);
      }
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert(folder);
      const isForbidden = await forbiddenIn(folder);
      for (const name of ['bin/a.txt', 'dir/a.txt', 'link/a.txt']) {
        assert(isForbidden(`${at.name}/${name}`, false), name);
      }
      assert(!isForbidden(`${at.name}/a.txt`, false));
    });

    it('is read anew each time, also after the edit was prepared', async () => {
      const input = { path: `${at.name}/new.txt`, text: 'x' };
      const proposal = await prepare('create_file', input);
      await at.write('.plumbignore', 'new.txt\n');
      assert.match((await perform('create_file', input, proposal)).content, /off limits/);
      await at.write('.plumbignore', 'old.txt\n');
      await place('new.txt');
    });
  });

  describe('the standing of a file', () => {
    const ignored = async (file: string) => access.isIgnored(await place(file));

    it('follows ignore files as git and ripgrep do', async () => {
      await at.write('.gitignore', 'out/\n*.log\n');
      await at.write('sub/.gitignore', '!keep.log\n');
      await at.write('sub/.ignore', 'mine\n');
      await at.write('out/.gitignore', '!a.txt\n');
      assert.deepEqual(
        await Promise.all(
          ['a.log', 'out/a.txt', 'sub/a.log', 'sub/keep.log', 'sub/mine', 'a.txt'].map(ignored),
        ),
        [true, true, true, false, true, false],
      );
    });

    it('follows files.exclude and search.exclude, and never shows .git', async () => {
      const search = vscode.workspace.getConfiguration('search');
      await search.update('exclude', { '**/left': true }, vscode.ConfigurationTarget.Global);
      try {
        assert.equal(await ignored('left/a.txt'), true);
        assert.equal(await ignored('.git/config'), true);
        assert.equal(await ignored('right/a.txt'), false);
      } finally {
        await search.update('exclude', undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('is ignored where it cannot be told', async () => {
      await at.write('sub/.gitignore/x', '');
      assert.equal(await ignored('sub/a.txt'), true);
      assert.equal(await access.isIgnored({ display: 'x', uri: 'file:///none/x' }), true);
    });
  });
});
