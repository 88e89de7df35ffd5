import path from 'node:path';

/** What `src/api` takes of undici; its index would load the rest along: fetch, caches, mocks. */
const PARTS = `
  const Dispatcher = require('./lib/dispatcher/dispatcher.js');
  Dispatcher.prototype.connect = require('./lib/api/api-connect.js');
  exports.Agent = require('./lib/dispatcher/agent.js');
  exports.Client = require('./lib/dispatcher/client.js');
  exports.buildConnector = require('./lib/core/connect.js');
`;

/**
 * undici without what we do not use, a third of a megabyte. Of its HTTP parser it carries two
 * builds; every processor that VS Code runs on has what the faster one needs. `FormData` as a body
 * would need its fetch: we send text.
 * @type {import('esbuild').Plugin}
 */
export const slimUndici = {
  name: 'slim-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'undici' }));
    build.onLoad({ filter: /.*/, namespace: 'undici' }, () => ({
      contents: PARTS,
      resolveDir: path.resolve('node_modules/undici'),
    }));
    build.onResolve({ filter: /llhttp-wasm\.js$/ }, ({ resolveDir }) => ({
      path: path.resolve(resolveDir, '../llhttp/llhttp_simd-wasm.js'),
    }));
    build.onResolve({ filter: /web\/fetch\/body\.js$/ }, () => ({
      path: 'body',
      namespace: 'undici-body',
    }));
    build.onLoad({ filter: /.*/, namespace: 'undici-body' }, () => ({
      contents: `exports.extractBody = () => { throw new TypeError('A body is text.'); };`,
    }));
  },
};
