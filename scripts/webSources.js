// How the sources of the extension host become those of the web-worker extension host.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Node's modules of which the shared sources use so little that a stand-in of the same names does. */
const STAND_INS = new Map(
  Object.entries({
    'node:crypto': 'crypto',
    'node:fs': 'fs',
    'node:fs/promises': 'fsPromises',
    'node:path': 'path',
    'node:process': 'process',
    'node:timers/promises': 'timersPromises',
  }).map(([name, file]) => [name, path.resolve(`src/host/web/node/${file}.ts`)]),
);

/**
 * A file `x.web.ts` takes the place of `x.ts` beside it, and a stand-in that of a module of Node. Any
 * other module of Node fails the build: what needs it wants a file of its own with such a twin.
 * @type {import('esbuild').Plugin}
 */
export const webSources = {
  name: 'web-sources',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, args => {
      const twin = path.resolve(args.resolveDir, args.path.replace(/\.ts$/, '.web.ts'));
      return existsSync(twin) ? { path: twin } : undefined;
    });
    build.onResolve({ filter: /^node:/ }, args => {
      const standIn = STAND_INS.get(args.path);
      return standIn === undefined
        ? { errors: [{ text: `${args.path} is not there in a web worker (${args.importer})` }] }
        : { path: standIn };
    });
  },
};
