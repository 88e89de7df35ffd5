import assert from 'node:assert/strict';
import { diffFile } from '../../../src/edits/lineDiff.ts';
import { warningsFor } from '../../../src/tools/riskyContent.ts';

function warnings(path: string, after: string, before = ''): readonly string[] {
  const change = before === '' ? 'create' : 'update';
  return warningsFor([diffFile({ path, change, before, after })]);
}

const RISKY: readonly (readonly [path: string, text: string, words: RegExp])[] = [
  ['a.json', '{"$schema": "https://evil.example/?q=1"}', /schema from the web/],
  ['a.json', '{\n"$schema"\n:\n"http://x"}', /schema from the web/],
  ['a.json', '{"\\u0024schema": "https://x"}', /schema from the web/],
  ['a.yaml', '# yaml-language-server: $schema=https://x', /schema from the web/],
  ['.vscode/settings.json', '{"json.schemas": []}', /fetch schemas/],
  ['.vscode/tasks.json', '{"runOptions": {"runOn": "folderOpen"}}', /starts by itself/],
  ['.vscode/settings.json', '{"python.defaultInterpreterPath": "./x"}', /names a program/],
  ['.vscode/settings.json', '{"git.path": "./x"}', /names a program/],
  ['.VSCODE/Settings.json', '{"php.validate.executablePath": "./x"}', /names a program/],
  ['.vscode/settings.json', '{"terminal.integrated.env.linux": {}}', /names a program/],
  ['.vscode/settings.json', '{"terminal.integrated.profiles.linux": {}}', /started or trusted/],
  ['x.code-workspace', '{"settings": {"eslint.runtime": "x"}}', /names a program/],
  ['package.json', '{"scripts": {"postinstall": "x"}}', /script/],
  ['.devcontainer/devcontainer.json', '{"postCreateCommand": "x"}', /container/],
  ['.gitattributes', '*.a filter=x', /git starts/],
  ['.git/config', '[core]\n\thooksPath = x', /git starts/],
  ['sub/config', '[core]\n\tbare = false\n\tfsmonitor = "x; false"', /git starts/],
  ['a.inc', '[filter "a"]\n\tsmudge = x', /git starts/],
  ['a.inc', '[Alias]\n\tst = !x', /git starts/],
  ['a.inc', '[includeIf "gitdir:x"]\n\tpath = ./x', /git starts/],
  ['.git/hooks/pre-commit', 'x', /git runs/],
  ['a.ts', 'a\u202eb', /cannot be seen/],
  ['a.ts', 'a\u{e0041}b', /cannot be seen/],
  ['a.ts', 'a\u200bb', /cannot be seen/],
  ['a.ts', 'a\u200db', /cannot be seen/],
  ['a\u202eb.ts', 'x', /cannot be seen/],
];

describe('warnings of a change', () => {
  for (const [path, text, words] of RISKY) {
    it(`S13 S18 name ${JSON.stringify(text)} in ${JSON.stringify(path)}`, () => {
      const said = warnings(path, text);
      assert(
        said.some(warning => words.test(warning)),
        said.join('\n'),
      );
    });
  }

  it('S13 are about added lines alone', () => {
    const before = '{\n"$schema": "https://x",\n"a": 1\n}\n';
    assert.deepEqual(warnings('a.json', before.replace('1', '2'), before), []);
    assert.deepEqual(warnings('a.json', '{\n}\n', before), []);
    const split = '{\n"$schema":\n"./x",\n"a": 1\n}\n';
    assert.equal(warnings('a.json', split.replace('./x', 'https://x'), split).length, 1);
  });

  it('are none for what is harmless', () => {
    assert.deepEqual(warnings('a.json', '{"$schema": "./schema.json"}'), []);
    assert.deepEqual(warnings('src/a.ts', 'const runOn = "folderOpen"; // "git.path": 1'), []);
    assert.deepEqual(warnings('.vscode/settings.json', '{"editor.tabSize": 2}'), []);
    assert.deepEqual(
      warnings('a.md', 'family \u{1f468}\u200d\u{1f469}\u200d\u{1f467}, é, 中文'),
      [],
    );
    assert.deepEqual(warnings('a.ini', '[core]\nname = x\n[other]\nprocess = x'), []);
    assert.deepEqual(warnings('docs/git.md', '[core]\nfsmonitor = x'), []);
    assert.deepEqual(warnings('a.ts', '\ufeffconst a = 1;'), []);
  });
});
