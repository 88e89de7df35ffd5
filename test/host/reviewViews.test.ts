import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { z } from 'zod';
import { COMMANDS } from '../../src/base/ids.ts';
import { DisposableStore } from '../../src/base/disposable.ts';
import { changesTree } from '../../src/host/review/changesView.ts';
import { createReviewCommands } from '../../src/host/review/reviewCommands.ts';
import { resourceState } from '../../src/host/review/reviewControl.ts';
import { createReviewUi } from '../../src/host/review/reviewUi.ts';
import { repositoryRoot } from '../support/repository.ts';
import { until } from '../support/until.ts';
import { folderToEditIn } from './editing.ts';
import { fakeReview, hunk, reviewFile, type FakeReview } from './fakeReview.ts';

describe('the views of the review', () => {
  const at = folderToEditIn();
  let review: FakeReview;
  let store: DisposableStore;

  beforeEach(() => {
    review = fakeReview();
    store = new DisposableStore();
    store.add(createReviewUi({ review }));
  });
  afterEach(() => {
    store.dispose();
  });

  const setThree = async (): Promise<void> => {
    await at.write('a.ts', 'ONE\ntwo\n');
    await at.write('new.ts', 'new\n');
    review.set(
      reviewFile(
        at.uri('a.ts').toString(),
        [hunk('first', [0, 1], [0, 1]), hunk('second', [2, 2], [2, 4])],
        { baseline: 'one\ntwo\nthree\nfour\n' },
      ),
      reviewFile(at.uri('gone.ts').toString(), [], {
        change: 'delete',
        baseline: 'gone\n',
        removed: 1,
      }),
      reviewFile(at.uri('new.ts').toString(), [hunk('all', [0, 1], [0, 0])], { change: 'create' }),
    );
  };
  const diffIn = (): vscode.TabInputTextDiff => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    return input;
  };
  const textsOf = async ({ original, modified }: vscode.TabInputTextDiff): Promise<string[]> => {
    const documents = [original, modified].map(uri => vscode.workspace.openTextDocument(uri));
    return (await Promise.all(documents)).map(document => document.getText());
  };

  it('lists the files with their hunks, in words for those who do not see the signs', async () => {
    await setThree();
    const changed = store.add(new vscode.EventEmitter<undefined>());
    const tree = changesTree(review, changed.event);
    const rows: string[] = [];
    for (const file of (await tree.getChildren()) ?? []) {
      for (const node of [file, ...((await tree.getChildren(file)) ?? [])]) {
        const item = await tree.getTreeItem(node);
        rows.push(
          [
            item.contextValue,
            typeof item.label === 'string'
              ? item.label
              : path.basename(item.resourceUri?.path ?? ''),
            item.description,
            item.accessibilityInformation?.label,
          ].join(' | '),
        );
      }
    }
    assert.deepEqual(rows, [
      'file | a.ts | +1 −3 | a.ts, 1 added, 3 removed lines',
      'hunk | Line 1 | +1 −1 | Change 1 of 2, a.ts, Line 1, 1 added, 1 removed lines',
      'hunk | After line 2 | +0 −2 | Change 2 of 2, a.ts, After line 2, 0 added, 2 removed lines',
      'file | gone.ts | +0 −1 · deleted | gone.ts, deleted, 0 added, 1 removed lines',
      'file | new.ts | +1 −0 · new | new.ts, created, 1 added, 0 removed lines',
      'hunk | Line 1 | +1 −0 | Change 1 of 1, new.ts, Line 1, 1 added, 0 removed lines',
    ]);
  });

  it('decides on the file or the hunk of the row', async () => {
    await setThree();
    const changed = store.add(new vscode.EventEmitter<undefined>());
    const tree = changesTree(review, changed.event);
    const commands = createReviewCommands(review);
    const [file] = (await tree.getChildren()) ?? [];
    assert.ok(file);
    const hunks = (await tree.getChildren(file)) ?? [];
    await commands[COMMANDS.keepHunk]([hunks[1], undefined]);
    await commands[COMMANDS.undoFile]([file, undefined]);
    assert.deepEqual(review.calls, ['keepHunk a.ts second', 'undoFile a.ts']);
  });

  it('opens what was beside what is, with nothing on the side where there is no file', async () => {
    await setThree();
    const commands = createReviewCommands(review);
    const show = async (file: string): Promise<string[]> => {
      const state = review.file(at.uri(file).toString());
      assert.ok(state);
      const { command } = resourceState(state);
      assert.equal(command?.command, COMMANDS.openFileChanges);
      await commands[COMMANDS.openFileChanges](command.arguments ?? []);
      await until('the diff is shown', () => diffIn().modified.path.endsWith(file));
      return textsOf(diffIn());
    };
    assert.deepEqual(await show('a.ts'), ['one\ntwo\nthree\nfour\n', 'ONE\ntwo\n']);
    assert.deepEqual(await show('new.ts'), ['', 'new\n']);
    assert.deepEqual(await show('gone.ts'), ['gone\n', '']);
    // In front of the diff of a deleted file, "Undo file" means that file.
    await commands[COMMANDS.undoFile]([]);
    assert.deepEqual(review.calls, ['undoFile gone.ts']);
  });

  it('names both places of a moved file in the title of its diff', async () => {
    await at.write('b.ts', 'one\n');
    review.set(
      reviewFile(at.uri('b.ts').toString(), [], {
        change: 'move',
        movedFrom: 'old/a.ts',
        baseline: 'one\n',
      }),
    );
    await createReviewCommands(review)[COMMANDS.openFileChanges]([at.uri('b.ts')]);
    await until('the diff is shown', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.label === 'old/a.ts → b.ts (moved by Plumb)';
    });
  });

  it('opens all changes in one editor', async () => {
    await setThree();
    await createReviewCommands(review)[COMMANDS.openAllChanges]();
    await until('the editor for many diffs is shown', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.label.startsWith('Changes by Plumb') === true;
    });
  });

  it('uses keys that VS Code has no use for', async () => {
    const defaults = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    const taken = [...defaults.getText().matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)]
      .filter(([, , command]) => command?.startsWith('plumb.') === false)
      .map(([, key]) => key);
    assert.ok(taken.length > 500, `only ${taken.length} keys were found`);
    const ours = keysOfManifest();
    assert.ok(ours.length > 0);
    assert.deepEqual(
      ours.filter(key => taken.includes(key) || taken.some(other => other?.startsWith(`${key} `))),
      [],
    );
  });
});

function keysOfManifest(): string[] {
  const text = readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8');
  const manifest = z
    .object({ contributes: z.object({ keybindings: z.array(z.object({ key: z.string() })) }) })
    .parse(JSON.parse(text));
  return manifest.contributes.keybindings.map(({ key }) => key);
}
