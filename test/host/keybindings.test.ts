import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { z } from 'zod';
import { EXTENSION_ID } from '../../src/base/ids.ts';

const Bound = z.object({ key: z.string(), command: z.string() });

/** The defaults of this VS Code and of the extensions that it brings, as it shows them to people. */
async function defaultKeybindings(): Promise<z.infer<typeof Bound>[]> {
  const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
  const document = await vscode.workspace.openTextDocument(uri);
  // JSON but for what stands in lines of comments.
  const lines = document.getText().split('\n');
  const json = lines.filter(line => !line.trimStart().startsWith('//')).join('\n');
  return z.array(Bound).parse(JSON.parse(json));
}

describe('the keys of Plumb', () => {
  it('are none that VS Code has bound already, or begins a chord with', async () => {
    const all = await defaultKeybindings();
    const manifest: unknown = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON;
    const ours = z
      .object({ contributes: z.object({ keybindings: z.array(Bound) }) })
      .parse(manifest).contributes.keybindings;
    assert.ok(ours.length > 0);
    const isOurs = ({ command }: { command: string }): boolean => command.startsWith('plumb.');
    const theirs = all.filter(bound => !isOurs(bound));
    assert.ok(theirs.length > 500, `${theirs.length} defaults were read`);
    for (const { key, command } of ours) {
      const taken = theirs.filter(other => other.key === key || other.key.startsWith(`${key} `));
      assert.deepEqual(taken, [], `${key} of ${command}`);
    }
  });
});
