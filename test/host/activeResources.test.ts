import assert from 'node:assert/strict';
import path from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import { watchResources } from '../support/livingResources.ts';
import { repositoryRoot } from '../support/repository.ts';
import { text, tools } from '../support/runware/answers.ts';
import { localKey, startRunwareService } from '../support/runware/service.ts';
import { until } from '../support/until.ts';

// First of all files by its name: what Plumb makes when it is loaded has to be seen.
describe('Plumb at rest', () => {
  const resources = watchResources(path.join(repositoryRoot, 'dist') + path.sep);
  after(() => {
    resources.stop();
  });

  const nothingLives = async (): Promise<void> => {
    const living = (): string[] => resources.alive().map(({ stack }) => stack);
    await until('nothing lives', () => living().length === 0).catch(() => undefined);
    assert.deepEqual(living(), []);
  };

  it('keeps no timer, process or socket once it is loaded and its view is open', async () => {
    await vscode.commands.executeCommand('plumb.openChat');
    await nothingLives();
  });

  it('keeps none after a turn with a search by ripgrep and an answer', async () => {
    const service = await startRunwareService({ keys: [localKey] });
    const api = vscode.workspace.getConfiguration('plumb.api');
    process.env['RUNWARE_API_KEY'] = localKey;
    await api.update('baseUrl', service.baseUrl, vscode.ConfigurationTarget.Global);
    try {
      service.enqueue(
        tools([{ name: 'search_text', arguments: { pattern: 'export' } }]),
        text('It splits money.'),
      );
      const [file] = await vscode.workspace.findFiles('src/money.ts');
      assert.ok(file);
      await vscode.window.showTextDocument(file);
      await vscode.commands.executeCommand('plumb.explain');
      await until('both requests were answered', async () => {
        const ends = await Promise.all(service.requests.map(({ ended }) => ended));
        return ends.filter(end => end === 'complete').length >= 2;
      });
      assert.ok(resources.made() > 2, 'what lives meanwhile is seen');
      await nothingLives();
    } finally {
      await api.update('baseUrl', undefined, vscode.ConfigurationTarget.Global);
      Reflect.deleteProperty(process.env, 'RUNWARE_API_KEY');
      await service.stop();
    }
  });
});
