import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { z } from 'zod';
import { COMMANDS } from '../../src/base/ids.ts';
import { repositoryRoot } from '../support/repository.ts';

const bundle = path.join(repositoryRoot, 'dist', 'web', 'extension.cjs');
const code = readFileSync(bundle, 'utf8');

type StandIn = (onCommand: (id: string) => unknown, onTool: (name: string) => unknown) => object;
const { standInVscode } = z
  .object({ standInVscode: z.custom<StandIn>(value => typeof value === 'function') })
  .parse(createRequire(import.meta.url)('../support/standInVscode.cjs'));

interface Entry {
  readonly activate?: (context: {
    readonly subscriptions: unknown[];
    readonly secrets: { onDidChange(): unknown };
  }) => void;
}

/** The bundle as the web-worker extension host runs it: nothing of Node, and `vscode` alone to require. */
function activate(): { readonly commands: string[]; readonly required: string[] } {
  const [commands, required]: [string[], string[]] = [[], []];
  const vscode = standInVscode(
    id => commands.push(id),
    () => undefined,
  );
  const require = (name: string): unknown => {
    required.push(name);
    if (name !== 'vscode') throw new Error(`Cannot load module '${name}'`);
    return vscode;
  };
  const module: { exports: Entry } = { exports: {} };
  const worker = { module, exports: module.exports, require, MessageChannel, TextEncoder };
  new Script(code, { filename: bundle }).runInContext(createContext(worker));
  module.exports.activate?.({ subscriptions: [], secrets: { onDidChange: () => undefined } });
  return { commands, required };
}

describe('the bundle for web workers', () => {
  it('registers every command where there is no Node', () => {
    const { commands, required } = activate();
    assert.deepEqual(commands.sort(), Object.values(COMMANDS).sort());
    assert.deepEqual([...new Set(required)], ['vscode']);
  });

  it('requires nothing of Node, not later either, and holds no undici', () => {
    const names = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(match => match[1]);
    assert.deepEqual([...new Set(names)], ['vscode']);
    for (const name of builtinModules) assert.ok(!code.includes(`"node:${name}"`), name);
    assert.doesNotMatch(code, /undici/);
  });

  it('is smaller than 1 MB', () => {
    const { size } = statSync(bundle);
    assert.ok(size < 1_000_000, `it has ${size} bytes`);
  });
});
