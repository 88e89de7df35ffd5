import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/base/json.ts';
import { applyEdit } from '../../../src/tools/applyEdit.ts';
import { applyPatch } from '../../../src/tools/applyPatch.ts';
import { deleteFile } from '../../../src/tools/deleteFile.ts';
import type { Tool, ToolOutput } from '../../../src/tools/tool.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';

const FILES = { 'a.ts': 'head\none\ntwo\n', 'b.ts': 'three\n' };

/** Prepares a call, lets something happen while it waits to be approved, and performs it. */
async function approvedAfter(
  meanwhile: (workspace: InMemoryWorkspace) => void,
  tool: Tool,
  input: JsonObject,
  files: Readonly<Record<string, string>> = FILES,
): Promise<{ readonly output: ToolOutput; readonly workspace: InMemoryWorkspace }> {
  const workspace = createInMemoryWorkspace({ files });
  const call = tool.accept(input);
  assert(call.kind === 'effect');
  const proposal = await call.prepare(workspace.context());
  meanwhile(workspace);
  return { output: await call.perform(proposal, workspace.context()), workspace };
}

function writing(path: string, text: string): (workspace: InMemoryWorkspace) => void {
  return workspace => {
    workspace.write(path, text);
  };
}

function refusedUnchanged(
  { output, workspace }: Awaited<ReturnType<typeof approvedAfter>>,
  why: RegExp,
): void {
  assert.deepEqual([output.failed, output.summary], [true, 'not applied']);
  assert.match(output.content, /^Nothing was changed: a file was changed meanwhile/);
  assert.match(output.content, why);
  assert.deepEqual(workspace.applied, []);
}

const EDIT = { path: 'a.ts', oldText: 'one\n', newText: '1\n' };
const PATCH = {
  input:
    '*** Begin Patch\n*** Update File: a.ts\n@@\n-one\n+1\n*** Update File: b.ts\n@@\n-three\n+3\n*** End Patch',
};

describe('an edit of a file that changed while it waited', () => {
  it('R02 is made where the same lines stand now, and says where that is', async () => {
    const typed = writing('a.ts', 'typed by the user\nabove\nhead\none\ntwo\n');
    const { output, workspace } = await approvedAfter(typed, applyEdit, EDIT);
    assert.equal(output.failed, false);
    assert.match(output.content, /^Applied, but not where .*a\.ts had been changed meanwhile/);
    assert.match(output.content, /around lines 1-5 as they count now; saved/);
    assert.equal(workspace.text('a.ts'), 'typed by the user\nabove\nhead\n1\ntwo\n');
  });

  it('R03 is made in all of its files, or in none', async () => {
    const both = await approvedAfter(writing('b.ts', 'new\nthree\n'), applyPatch, PATCH);
    assert.equal(both.workspace.applied.length, 1);
    assert.deepEqual(
      ['a.ts', 'b.ts'].map(path => both.workspace.text(path)),
      ['head\n1\ntwo\n', 'new\n3\n'],
    );
    const gone = await approvedAfter(writing('b.ts', 'four\n'), applyPatch, PATCH);
    refusedUnchanged(
      gone,
      /b\.ts: Hunk 1 of 1 fits nowhere[^]*b\.ts now, lines 1-1 of 1:\n1\tfour\n/,
    );
  });

  it('R02 is refused if the user changed the very lines, with what stands there now', async () => {
    const result = await approvedAfter(writing('a.ts', 'head\none!\ntwo\n'), applyEdit, EDIT);
    refusedUnchanged(
      result,
      /oldText fits nowhere[^]*a\.ts now, lines 1-3 of 3:\n1\thead\n2\tone!\n/,
    );
    assert.equal(result.workspace.text('a.ts'), 'head\none!\ntwo\n');
  });

  it('R02 is refused if it would remove or add other lines than those that were shown', async () => {
    const part = { path: 'a.ts', oldText: 'one', newText: '1' };
    const result = await approvedAfter(writing('a.ts', 'head\none more\ntwo\n'), applyEdit, part);
    refusedUnchanged(result, /would remove or add other lines/);
    assert.equal(result.workspace.text('a.ts'), 'head\none more\ntwo\n');
  });

  it('R02 is refused if it would take a tolerance that was not shown', async () => {
    const input = {
      input: '*** Begin Patch\n*** Update File: a.ts\n@@\n head\n-one\n+1\n*** End Patch',
    };
    const result = await approvedAfter(writing('a.ts', 'x\nhead  \none\n'), applyPatch, input);
    refusedUnchanged(result, /would remove or add other lines/);
  });

  it('R17 is refused if its lines stand in two places now', async () => {
    const result = await approvedAfter(writing('a.ts', 'one\nhead\none\ntwo\n'), applyEdit, {
      ...EDIT,
      line: 2,
    });
    refusedUnchanged(result, /fits 2 places: lines 1, 3/);
  });

  it('R02 is refused if the user has made the same edit already', async () => {
    const input = {
      input:
        '*** Begin Patch\n*** Update File: a.ts\n@@\n head\n-one\n+const one = 1;\n two\n*** End Patch',
    };
    const made = writing('a.ts', 'head\nconst one = 1;\ntwo\n');
    const result = await approvedAfter(made, applyPatch, input);
    refusedUnchanged(result, /applied already|already so/);
    assert.equal(result.workspace.text('a.ts'), 'head\nconst one = 1;\ntwo\n');
  });

  it('R03 never overwrites what somebody wrote into a file that is written anew or deleted', async () => {
    const anew = {
      input: '*** Begin Patch\n*** Delete File: a.ts\n*** Add File: a.ts\n+new\n*** End Patch',
    };
    const typed = writing('a.ts', 'head\none\ntwo\ntyped\n');
    refusedUnchanged(await approvedAfter(typed, applyPatch, anew), /other lines/);
    refusedUnchanged(await approvedAfter(typed, deleteFile, { path: 'a.ts' }), /4\ttyped/);
  });

  it('R31 is refused if the file became a directory or binary', async () => {
    const binary = await approvedAfter(
      workspace => {
        workspace.write('a.ts', 'x');
        workspace.markBinary('a.ts');
      },
      applyEdit,
      EDIT,
    );
    refusedUnchanged(binary, /binary/);
  });

  it('is looked for once only', async () => {
    const workspace = createInMemoryWorkspace({ files: FILES });
    const call = applyEdit.accept(EDIT);
    assert(call.kind === 'effect');
    let asked = 0;
    const context = workspace.context({
      edits: {
        apply: () => {
          asked += 1;
          return Promise.resolve({ applied: false, reason: `changed ${asked}`, stale: true });
        },
      },
    });
    const output = await call.perform(await call.prepare(context), context);
    assert.deepEqual([asked, output.content], [2, 'Nothing was changed: changed 2']);
  });

  it('is not looked for if something else was wrong', async () => {
    const workspace = createInMemoryWorkspace({ files: FILES });
    const call = applyEdit.accept(EDIT);
    assert(call.kind === 'effect');
    const context = workspace.context({
      edits: { apply: () => Promise.resolve({ applied: false, reason: 'disk full' }) },
    });
    const output = await call.perform(await call.prepare(context), context);
    assert.equal(output.content, 'Nothing was changed: disk full');
  });
});
