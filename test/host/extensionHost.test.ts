import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { repositoryRoot } from '../support/repository.ts';

function numbers(version: string): number[] {
  return (/\d+\.\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number);
}

describe('the extension host', () => {
  it('is a VS Code that package.json says Plumb works in', () => {
    const manifest = JSON.parse(
      readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'),
    ) as { engines: { vscode: string } };
    const [major = 0, minor = 0] = numbers(vscode.version);
    const [floorMajor = 0, floorMinor = 0] = numbers(manifest.engines.vscode);
    assert.equal(major, floorMajor);
    assert.ok(minor >= floorMinor, `${vscode.version} is older than ${manifest.engines.vscode}`);
  });

  it('has a fresh workspace open', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });
});
