import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import type { ProjectInstructions } from '../../src/chat/projectInstructions.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import {
  createProjectInstructions,
  type ProjectInstructionsParts,
} from '../../src/host/instructions/createProjectInstructions.ts';
import { folderForEachTest, setAutoSave, type } from './testFolder.ts';

describe('the instructions of the project', () => {
  const at = folderForEachTest();
  const files = createFilesPort();
  let reads: string[] = [];

  beforeEach(() => (reads = []));
  before(() => setAutoSave('off'));
  after(() => setAutoSave(undefined));

  const created = (parts: Partial<ProjectInstructionsParts> = {}): ProjectInstructions =>
    createProjectInstructions({
      isTrusted: () => true,
      enabled: () => true,
      useClaudeMd: () => false,
      paths: createPathPort(),
      files: {
        ...files,
        read: file => {
          reads.push(file.display);
          return files.read(file);
        },
      },
      access: {
        isIgnored: () => Promise.resolve(false),
        isHardLinked: () => Promise.resolve(false),
      },
      logger: nullLogger,
      ...parts,
    });

  /** Those below the folder of the test, without its name; the workspace's own do not matter. */
  const changed = async (
    instructions: ProjectInstructions,
    given: ReadonlyMap<string, string>,
    ...touched: readonly string[]
  ) => {
    const inTest = touched.map(file => `${at.name}/${file}`);
    const found = await instructions.changed(given, inTest);
    return found.flatMap(file =>
      file.path.startsWith(`${at.name}/`)
        ? [{ ...file, path: file.path.slice(at.name.length + 1) }]
        : [],
    );
  };
  const textsOf = async (...parameters: Parameters<typeof changed>) =>
    (await changed(...parameters)).map(({ path: file, text }) => [file, text]);

  it('come from beside and above the files that the model works on, the nearest first', async () => {
    await at.write('AGENTS.md', 'outer');
    await at.write('src/chat/AGENTS.md', 'inner');
    await at.write('src/other/AGENTS.md', 'elsewhere');
    assert.deepEqual(await textsOf(created(), new Map(), 'src/chat/a.ts'), [
      ['src/chat/AGENTS.md', 'inner'],
      ['AGENTS.md', 'outer'],
    ]);
  });

  it('take in CLAUDE.md only where a setting says so', async () => {
    await at.write('CLAUDE.md', 'for another');
    assert.deepEqual(await textsOf(created(), new Map(), 'a.ts'), []);
    const withClaude = created({ useClaudeMd: () => true });
    assert.deepEqual(await textsOf(withClaude, new Map(), 'a.ts'), [['CLAUDE.md', 'for another']]);
  });

  it('are given again when they changed, and not read while they are as they were', async () => {
    await at.write('AGENTS.md', 'one');
    const instructions = created();
    const [first] = await changed(instructions, new Map(), 'a.ts');
    const given = new Map([[`${at.name}/AGENTS.md`, first?.hash ?? '']]);
    reads = [];
    assert.deepEqual(await textsOf(instructions, given, 'a.ts'), []);
    assert.deepEqual(reads, []);
    await at.write('AGENTS.md', 'one and two');
    assert.deepEqual(await textsOf(instructions, given, 'a.ts'), [['AGENTS.md', 'one and two']]);
  });

  it('R01 are what the user sees, saved or not', async () => {
    await at.write('AGENTS.md', 'saved');
    const instructions = created();
    await changed(instructions, new Map(), 'a.ts');
    await type(at.uri('AGENTS.md'), 'not ');
    assert.deepEqual(await textsOf(instructions, new Map(), 'a.ts'), [['AGENTS.md', 'not saved']]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('S14 S15 are not loaded in Restricted Mode, and are once trust is granted', async () => {
    await at.write('AGENTS.md', 'x');
    let isTrusted = false;
    const instructions = created({ isTrusted: () => isTrusted });
    assert.deepEqual(await instructions.changed(new Map(), [`${at.name}/a.ts`]), []);
    assert.deepEqual(reads, []);
    isTrusted = true;
    assert.deepEqual(await textsOf(instructions, new Map(), 'a.ts'), [['AGENTS.md', 'x']]);
  });

  it('are not loaded where the setting says so', async () => {
    await at.write('AGENTS.md', 'x');
    const instructions = created({ enabled: () => false });
    assert.deepEqual(await instructions.changed(new Map(), [`${at.name}/a.ts`]), []);
  });

  it('S18 show their hidden characters', async () => {
    await at.write('AGENTS.md', 'Use tabs.\u{e0041}\u202e\u200b\n');
    assert.deepEqual(await textsOf(created(), new Map(), 'a.ts'), [
      ['AGENTS.md', 'Use tabs.‹U+E0041›‹U+202E›‹U+200B›\n'],
    ]);
  });

  it('S03 S04 are not read through a link that leads out of the workspace', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'plumb-outside-'));
    await writeFile(path.join(outside, 'AGENTS.md'), 'from outside');
    await symlink(path.join(outside, 'AGENTS.md'), at.fsPath('AGENTS.md'));
    await symlink(outside, at.fsPath('folder'));
    assert.deepEqual(await textsOf(created(), new Map(), 'a.ts', 'folder/a.ts'), []);
    assert.deepEqual(
      reads.filter(file => file.startsWith(at.name)),
      [],
    );
    await rm(outside, { recursive: true });
  });

  it('S28 are no way to a secret: a link counts as what it leads to', async () => {
    await at.write('.env', 'PASSWORD=x');
    await at.write('docs/AGENTS.md', 'shared');
    await symlink(at.fsPath('.env'), at.fsPath('AGENTS.md'));
    await at.write('src/a.ts', '');
    await symlink(at.fsPath('docs/AGENTS.md'), at.fsPath('src/AGENTS.md'));
    assert.deepEqual(await textsOf(created(), new Map(), 'src/a.ts'), [
      ['docs/AGENTS.md', 'shared'],
    ]);
  });

  it('are not those that .plumbignore names or the workspace ignores', async () => {
    await at.write('AGENTS.md', 'x');
    const paths = { ...createPathPort(), isForbidden: () => Promise.resolve(true) };
    assert.deepEqual(await textsOf(created({ paths }), new Map(), 'a.ts'), []);
    const access = {
      isIgnored: () => Promise.resolve(true),
      isHardLinked: () => Promise.resolve(false),
    };
    assert.deepEqual(await textsOf(created({ access }), new Map(), 'a.ts'), []);
  });

  it('R23 R30 leave out what is no text, and go on', async () => {
    await at.write('AGENTS.md', Buffer.from([0, 1, 2, 0]));
    await at.write('src/AGENTS.md', 'x');
    assert.deepEqual(await textsOf(created(), new Map(), 'src/a.ts'), [['src/AGENTS.md', 'x']]);
  });
});
