import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import JSZip from 'jszip';
import { z } from 'zod';
import { packVsix } from '../support/packVsix.ts';
import { repositoryRoot } from '../support/repository.ts';

/** All that is shipped. Whatever joins it must be named here, on purpose. */
const CONTENTS = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/app.cjs',
  'extension/dist/extension.cjs',
  'extension/dist/panel/answerItem-HASH.js',
  'extension/dist/panel/changedFiles-HASH.js',
  'extension/dist/panel/chunk-HASH.js',
  'extension/dist/panel/contextFilling-HASH.js',
  'extension/dist/panel/editMessage-HASH.js',
  'extension/dist/panel/findBar-HASH.js',
  'extension/dist/panel/highlight-HASH.js',
  'extension/dist/panel/historyPage-HASH.js',
  'extension/dist/panel/menu-HASH.js',
  'extension/dist/panel/panel.js',
  'extension/dist/panel/pinnedList-HASH.js',
  'extension/dist/panel/prepareImage-HASH.js',
  'extension/dist/panel/queuedList-HASH.js',
  'extension/dist/panel/style.css',
  'extension/dist/panel/usagePage-HASH.js',
  'extension/dist/web/extension.cjs',
  'extension/l10n/bundle.l10n.de.json',
  'extension/l10n/bundle.l10n.es.json',
  'extension/l10n/bundle.l10n.fr.json',
  'extension/l10n/bundle.l10n.ja.json',
  'extension/l10n/bundle.l10n.zh-cn.json',
  'extension/media/icon-on-light.svg',
  'extension/media/icon.svg',
  'extension/media/walkthrough/ask.svg',
  'extension/media/walkthrough/key.svg',
  'extension/media/walkthrough/limits.svg',
  'extension/media/walkthrough/review.svg',
  'extension/package.json',
  'extension/package.nls.de.json',
  'extension/package.nls.es.json',
  'extension/package.nls.fr.json',
  'extension/package.nls.ja.json',
  'extension/package.nls.json',
  'extension/package.nls.zh-cn.json',
  'extension/readme.md',
];

const Manifest = z.object({
  main: z.string(),
  browser: z.string(),
  activationEvents: z.array(z.string()),
});

describe('the packed extension', () => {
  let bytes: Buffer;
  let zip: JSZip;

  before(async () => {
    bytes = readFileSync(packVsix());
    zip = await JSZip.loadAsync(bytes);
  });

  const textOf = async (name: string): Promise<string> => {
    const entry = zip.file(`extension/${name}`);
    assert.ok(entry, `${name} is missing`);
    return entry.async('string');
  };

  it('holds exactly the files that it should', () => {
    const names = Object.values(zip.files)
      .filter(({ dir }) => !dir)
      .map(({ name }) => name);
    const known = names.map(name => name.replace(/-[A-Z0-9]{8}\.js$/, '-HASH.js'));
    // How many chunks are shared follows from what else there is.
    assert.deepEqual([...new Set(known)].sort(), CONTENTS);
  });

  it('is smaller than 1 MB', () => {
    assert.ok(bytes.length < 1_048_576, `it has ${bytes.length} bytes`);
  });

  it('points to no source map and to no file of this machine', async () => {
    for (const name of Object.keys(zip.files).filter(file => /\.(?:cjs|js|css)$/.test(file))) {
      const text = await textOf(name.replace('extension/', ''));
      assert.doesNotMatch(text, /[#@] ?sourceMappingURL=/, name);
      assert.ok(!text.includes(repositoryRoot), `${name} names ${repositoryRoot}`);
    }
  });

  it('carries readme, changelog and licence as they stand in the repository', async () => {
    for (const [shipped, ours] of [
      ['readme.md', 'README.md'],
      ['changelog.md', 'CHANGELOG.md'],
      ['LICENSE.txt', 'LICENSE'],
    ] as const) {
      assert.equal(await textOf(shipped), readFileSync(path.join(repositoryRoot, ours), 'utf8'));
    }
  });

  it('needs nothing that it does not carry', async () => {
    const known = new Set(['vscode', './app.cjs']);
    for (const name of ['dist/extension.cjs', 'dist/app.cjs']) {
      const required = [...(await textOf(name)).matchAll(/\brequire\("([^"]+)"\)/g)].map(
        match => match[1] ?? '',
      );
      assert.ok(required.includes('vscode'));
      assert.deepEqual(
        required.filter(id => !known.has(id) && !isBuiltin(id)),
        [],
        name,
      );
    }
  });

  it('activates on its view and tabs, its commands and bare onLanguage alone', async () => {
    const manifest = Manifest.parse(JSON.parse(await textOf('package.json')));
    assert.equal(manifest.main, './dist/extension.cjs');
    assert.equal(manifest.browser, './dist/web/extension.cjs');
    assert.deepEqual(manifest.activationEvents, ['onLanguage', 'onWebviewPanel:plumb.chatEditor']);
  });
});
