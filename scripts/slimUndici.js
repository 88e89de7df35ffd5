import { readFile } from 'node:fs/promises';
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
    build.onLoad({ filter: /llhttp_simd-wasm\.js$/ }, async ({ path: file }) => ({
      contents: inHex(await readFile(file, 'utf8')),
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

/**
 * The same module with its binary in hexadecimal: longer, but the VSIX packs it into 4 KB less, for
 * what repeats itself in bytes repeats itself in their digits, and in base64 mostly not.
 * @param {string} source of undici's build of its parser
 */
function inHex(source) {
  const [literal, base64] = /'([A-Za-z0-9+/=]{1000,})'/.exec(source) ?? [];
  const decoding = "Buffer.from(wasmBase64, 'base64')";
  if (literal === undefined || base64 === undefined || !source.includes(decoding)) {
    throw new Error('The HTTP parser of undici is packed in another way than slimUndici.js knows.');
  }
  const hex = Buffer.from(base64, 'base64').toString('hex');
  return source.replace(literal, `'${hex}'`).replace(decoding, "Buffer.from(wasmBase64, 'hex')");
}
