import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text, tools, type Answer } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const RULES = ['AGENTS.md', 'CLAUDE.md', '.github/copilot-instructions.md'];

/** A model that tries everything that Restricted Mode forbids, one thing after another. */
function attempts(): Answer {
  return tools([
    { name: 'read_file', arguments: { path: 'package.json' } },
    { name: 'create_file', arguments: { path: 'made.txt', text: 'made' } },
    { name: 'run_command', arguments: { command: 'touch ran.txt' } },
    { name: 'delete_file', arguments: { path: 'README.md' } },
    { name: 'move_file', arguments: { from: 'package.json', to: 'moved.json' } },
  ]);
}

describe('S14 a folder that is not trusted', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      workspaceTrust: true,
      // The page that trusts a folder would lie over the panel.
      settings: { 'workbench.editor.useModal': 'off' },
    });
    for (const name of RULES.slice(0, 2)) {
      writeFileSync(path.join(window.folder, name), `Always say MARKER of ${name}.\n`);
    }
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const mode = () => window.panel.frame.getByRole('combobox', { name: 'Mode', exact: true });
  const has = (name: string): boolean => existsSync(path.join(window.folder, name));
  /** What the model was told of its calls, in their order. */
  const results = (): string[] => {
    const { messages } = lastTask(window.service);
    assert.ok(Array.isArray(messages));
    return messages.flatMap((message: unknown) => {
      const row = JSON.stringify(message);
      return row.includes('"tool"') ? [row] : [];
    });
  };

  it('is worked on in Read only, and the chat answers', async () => {
    const { panel, service } = window;
    assert.equal(await mode().inputValue(), 'readOnly');
    service.enqueue(text('An answer in Restricted Mode.'));
    await panel.ask('Are you there?');
    await panel.log.getByText('An answer in Restricted Mode.').waitFor();
    await panel.idle();
  });

  it('lets nothing be changed or run, asks nothing, and says why', async () => {
    const { panel, service, folder } = window;
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    service.enqueue(attempts(), text('I could only read.'));
    await panel.ask('Try everything.');
    await panel.log.getByText('I could only read.').waitFor();
    await panel.idle();
    assert.equal(await panel.button('Approve').count(), 0);
    assert.deepEqual(['made.txt', 'ran.txt', 'moved.json'].map(has), [false, false, false]);
    assert.equal(readFileSync(path.join(folder, 'README.md'), 'utf8'), readme);
    const refused = results().filter(row => row.includes('does not trust this workspace'));
    assert.equal(refused.length, 4, results().join('\n'));
  });

  it('cannot be made more by choosing another mode', async () => {
    const { panel, service } = window;
    const offered = mode().locator('option:not([disabled])');
    assert.deepEqual(await offered.allTextContents(), ['Read only']);
    service.enqueue(
      tools([{ name: 'create_file', arguments: { path: 'made.txt', text: 'made' } }]),
      text('Still only reading.'),
    );
    await panel.ask('Try it in another mode.');
    await panel.log.getByText('Still only reading.').waitFor();
    await panel.idle();
    assert.equal(has('made.txt'), false);
    assert.equal(await mode().inputValue(), 'readOnly');
  });

  it('has no rules files read to the model', () => {
    const sent = JSON.stringify(sentTasks(window.service));
    assert.ok(sent.includes('Try everything.'));
    assert.equal(sent.includes('MARKER'), false);
  });

  it('S15 is worked on as soon as it is trusted, in the same chat and without a reload', async () => {
    const { panel, service, workbench } = window;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await until('the mode is no longer read only', async () =>
      ['ask', 'editsOn'].includes(await mode().inputValue()),
    );
    await panel.chooseMode('Ask');
    service.enqueue(
      tools([{ name: 'create_file', arguments: { path: 'made.txt', text: 'made' } }]),
      tools([{ name: 'run_command', arguments: { command: 'touch ran.txt' } }]),
      text('Now I could.'),
    );
    await panel.ask('Try it now.');
    await panel.button('Approve').click();
    await until('the file is made', () => has('made.txt'));
    await panel.button('Approve').click();
    await panel.log.getByText('Now I could.').waitFor();
    await panel.idle();
    assert.equal(has('ran.txt'), true);
    await panel.log.getByText('An answer in Restricted Mode.').waitFor();
  });
});
