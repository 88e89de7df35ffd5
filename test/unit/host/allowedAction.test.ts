import assert from 'node:assert/strict';
import { isAllowedAction } from '../../../src/host/allowedAction.ts';

const allowed = (command: string, ...args: string[]): boolean =>
  isAllowedAction({ label: 'x', command, args });

describe('allowedAction', () => {
  it('lets a notice run our own commands and open the two pages we name', () => {
    assert.ok(allowed('plumb.setApiKey'));
    assert.ok(allowed('vscode.open', 'https://my.runware.ai/wallet'));
    assert.ok(allowed('workbench.action.openSettings', 'plumb.api.baseUrl'));
  });

  it('refuses every other command, address and argument (S20, S22)', () => {
    assert.ok(!allowed('workbench.action.terminal.sendSequence', 'rm -rf ~'));
    assert.ok(!allowed('plumb.fix', '{"uri":"file:///etc/passwd"}'));
    assert.ok(!allowed('vscode.open', 'https://my.runware.ai.evil.example/'));
    assert.ok(!allowed('vscode.open', 'command:workbench.action.reloadWindow'));
    assert.ok(!allowed('vscode.open'));
    assert.ok(!allowed('workbench.action.openSettings', 'security.workspace.trust.enabled'));
  });
});
