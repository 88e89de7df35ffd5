import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { panelPage } from '../../src/host/panelPage.ts';
import { repositoryRoot } from '../support/repository.ts';
// The build's own plugin: what is counted is what is shipped.
import { panelChunks } from '../../scripts/panelChunks.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Bytes, gzipped, of everything that the panel loads before the first answer (issue 6). */
const LIMIT = 60_000;

/** Files that a script loads before it runs. */
function staticImports(folder: string, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(path.join(folder, name), 'utf8');
  for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
    if (imported !== undefined) staticImports(folder, imported, seen);
  }
  return seen;
}

describe('the panel', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-panel-'));
    const media = path.join(repositoryRoot, 'media');
    await build({
      entryPoints: { panel: path.join(media, 'main.tsx'), style: path.join(media, 'style.css') },
      outdir: folder,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'chrome128',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      splitting: true,
      plugins: [panelChunks(path.join(media, 'main.tsx'))],
    });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('loads less than 60 KB before the first answer', () => {
    const page = panelPage({
      nonce: '0'.repeat(36),
      source: 'https://*.vscode-cdn.net',
      styleUrl: 'style.css',
      scriptUrl: 'panel.js',
      language: 'en',
      translations: {},
    });
    const files = [...staticImports(folder, 'panel.js'), 'style.css'];
    const sizes = files.map(name => gzipSync(readFileSync(path.join(folder, name))).length);
    const total = sizes.reduce((sum, size) => sum + size, gzipSync(page).length);
    assert.ok(total < LIMIT, `${total} bytes: ${files.join(', ')}`);
  });

  it('does not wait for a chain of files to draw for the first time', () => {
    assert.deepEqual([...staticImports(folder, 'panel.js')], ['panel.js']);
  });
});
