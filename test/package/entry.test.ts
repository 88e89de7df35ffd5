import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { COMMANDS } from '../../src/base/ids.ts';
import { OFFERED_TOOL_NAMES } from '../../src/host/lm/toolNames.ts';
import { repositoryRoot } from '../support/repository.ts';

const Activated = z.object({
  commands: z.array(z.string()),
  tools: z.array(z.string()),
  atActivation: z.array(z.string()),
  atFirstUse: z.array(z.string()),
});

const entry = path.join(repositoryRoot, 'dist', 'extension.cjs');

/** The built entry, activated in a Node of its own. */
function activate(): z.infer<typeof Activated> {
  const script = path.join(repositoryRoot, 'test', 'support', 'activateEntry.cjs');
  const printed = execFileSync(process.execPath, [script, entry], { encoding: 'utf8', env: {} });
  return Activated.parse(JSON.parse(printed));
}

describe('the entry', () => {
  it('registers every command and requires nothing but vscode', () => {
    const { commands, atActivation } = activate();
    assert.deepEqual(commands.sort(), Object.values(COMMANDS).sort());
    assert.deepEqual([...new Set(atActivation)], ['vscode']);
  });

  it('registers every tool for other models', () => {
    assert.deepEqual(activate().tools, [...OFFERED_TOOL_NAMES]);
  });

  it('has no library in it: it is smaller than 16 KB', () => {
    const { size } = statSync(entry);
    assert.ok(size < 16_000, `it has ${size} bytes`);
  });

  it('loads all the rest when a command is used', () => {
    assert.deepEqual(activate().atFirstUse, ['./app.cjs']);
  });
});
