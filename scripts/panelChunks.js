import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What the panel loads at once is one file, `panel.js`, whatever it shares with what it loads later.
 * esbuild alone would make a file of each set of modules that the same parts share, and the first
 * paint would wait for a chain of them. So each part that is loaded later is made to import the
 * entry, which puts all of the entry's modules into one shared file; that one takes the name of the
 * entry, which has nothing of its own left.
 * @param {string} entry file system path of the entry
 * @returns {import('esbuild').Plugin}
 */
export function panelChunks(entry) {
  return {
    name: 'panel-chunks',
    setup(build) {
      const { outdir = '.' } = build.initialOptions;
      build.initialOptions.write = false;
      build.initialOptions.metafile = true;
      build.initialOptions.chunkNames = '[name]-[hash]';

      build.onResolve({ filter: /^\.{1,2}\/.*\.tsx?$/ }, args => {
        if (args.kind !== 'dynamic-import') return undefined;
        return { path: path.resolve(args.resolveDir, args.path), namespace: 'later' };
      });
      build.onLoad({ filter: /.*/, namespace: 'later' }, args => ({
        // A part of its own that hands on what the file has, so that the file itself stays one module.
        contents: `import ${JSON.stringify(entry)};\nexport * from ${JSON.stringify(args.path)};`,
        resolveDir: path.dirname(args.path),
      }));

      build.onEnd(async result => {
        if (result.errors.length > 0) return;
        const outputs = Object.entries(result.metafile?.outputs ?? {});
        const entryName = path.basename(entry);
        const shared = outputs.find(([, { inputs, entryPoint }]) => {
          const holds = Object.keys(inputs).some(input => input.endsWith(`media/${entryName}`));
          return holds && entryPoint === undefined;
        });
        const sharedName = shared === undefined ? 'panel.js' : path.basename(shared[0]);
        await mkdir(outdir, { recursive: true });
        const files = (result.outputFiles ?? []).filter(
          file => shared === undefined || !/^panel\.js(?:\.map)?$/.test(path.basename(file.path)),
        );
        const names = files.map(file => path.basename(file.path).replace(sharedName, 'panel.js'));
        for (const old of await readdir(outdir)) {
          if (!names.includes(old)) await rm(path.join(outdir, old), { force: true });
        }
        await Promise.all(
          files.map((file, at) =>
            writeFile(
              path.join(outdir, names[at] ?? ''),
              file.text.replaceAll(sharedName, 'panel.js'),
            ),
          ),
        );
      });
    },
  };
}
