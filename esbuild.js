// Builds every bundle: the extension host (CJS, Node), the same for web workers, the panel (ESM,
// browser) and the tests that run inside VS Code. Flags: --production (minify, no maps), --watch,
// --tests (adds dist-test/).
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { englishZod } from './scripts/englishZod.js';
import { panelChunks } from './scripts/panelChunks.js';
import { slimUndici } from './scripts/slimUndici.js';
import { webSources } from './scripts/webSources.js';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const withTests = process.argv.includes('--tests');

/**
 * Keeps `await import('./app.ts')` a separate file: the entry stays tiny, and what it loads lazily
 * (undici, zod, the agent) is neither read nor compiled before its first use.
 * @type {esbuild.Plugin}
 */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, args =>
      args.kind === 'dynamic-import'
        ? { path: `./${path.basename(args.path, '.ts')}.cjs`, external: true }
        : undefined,
    );
  },
};

/** Lines that the problem matcher of .vscode/tasks.json waits for. @type {esbuild.Plugin} */
const watchLines = {
  name: 'watch-lines',
  setup(build) {
    build.onStart(() => {
      if (watch) console.log('[watch] build started');
    });
    build.onEnd(result => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      if (watch) console.log('[watch] build finished');
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  plugins: [watchLines],
};

/** @type {esbuild.BuildOptions} */
const host = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    app: 'src/host/app.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  // VS Code resolves 'vscode' for require() only, so lazy chunks must be required, not imported.
  supported: { 'dynamic-import': false },
  plugins: [lazyChunks, englishZod, slimUndici, watchLines],
};

/**
 * For the web-worker extension host, which can require nothing but 'vscode': one file. What the entry
 * imports lazily is in it, and runs at its first use.
 * @type {esbuild.BuildOptions}
 */
const web = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist/web',
  // Not `.js`: package.json says `type: module`, and that host loads no ES modules.
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'browser',
  target: 'chrome128',
  external: ['vscode'],
  inject: ['src/host/web/globals.ts'],
  // @cfworker/json-schema makes a URL of it when it is loaded, and that of a blob's worker is none.
  define: { 'self.location': 'undefined' },
  plugins: [webSources, englishZod, watchLines],
};

/** @type {esbuild.BuildOptions} */
const panel = {
  ...common,
  entryPoints: { panel: 'media/main.tsx', style: 'media/style.css' },
  outdir: 'dist/panel',
  format: 'esm',
  platform: 'browser',
  target: 'chrome128',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // What is imported dynamically is loaded when it is first drawn; all else is one file.
  splitting: true,
  plugins: [panelChunks(path.resolve('media/main.tsx')), watchLines],
};

/** @type {esbuild.BuildOptions} */
const tests = {
  ...common,
  entryPoints: ['test/host/index.ts', ...globSync('test/host/**/*.test.ts')],
  outdir: 'dist-test/host',
  outbase: 'test/host',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode', 'mocha'],
};

// Chunks have their hash in their names, so those of an earlier build would stay.
rmSync('dist/panel', { recursive: true, force: true });

const all = withTests ? [host, web, panel, tests] : [host, web, panel];
if (watch) {
  for (const options of all) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(all.map(options => esbuild.build(options)));
}
