import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { allTools } from '../../src/tools/registry.ts';
import { chatPanel, type ChatPanel } from '../support/chatPanel.ts';
import { startCorsGateway, type CorsGateway } from '../support/corsGateway.ts';
import {
  openPlumbWindow,
  type PlumbWindow,
  type PlumbWindowOptions,
} from '../support/plumbWindow.ts';
import { repositoryRoot } from '../support/repository.ts';
import { text, tools, type Answer } from '../support/runware/answers.ts';
import { localKey, startRunwareService, type RunwareService } from '../support/runware/service.ts';
import { lastTask } from '../support/sentTasks.ts';
import { until } from '../support/until.ts';

const Tools = z.array(z.object({ name: z.string() }));
const NOTE = '// In a browser.';

/** As on vscode.dev: the extension runs in a worker of the page and not in Node. */
describe('Plumb in the web-worker extension host', () => {
  let service: RunwareService;
  let gateway: CorsGateway;
  let window: PlumbWindow;
  let panel: ChatPanel;

  before(async () => {
    service = await startRunwareService();
    gateway = await startCorsGateway(service.baseUrl);
  });
  after(async () => {
    await gateway.close();
    await service.stop();
  });

  const open = async (options: PlumbWindowOptions): Promise<void> => {
    window = await openPlumbWindow({
      ...options,
      settings: {
        'plumb.api.baseUrl': gateway.baseUrl,
        'remote.extensionKind': { 'plumb.plumb': ['web'] },
      },
      // Nobody reads it in a browser: the key has to be entered.
      env: { RUNWARE_API_KEY: localKey },
    });
    await window.workbench.openView('Plumb');
    panel = chatPanel(window.workbench);
    await panel.message.waitFor();
  };
  const enterKey = async (): Promise<void> => {
    const input = window.workbench.page.getByRole('textbox', { name: 'Plumb: Runware API key' });
    await input.fill(localKey);
    await input.press('Enter');
  };
  const task = (): string => JSON.stringify(lastTask(service));
  const offersWhatWorks = (): void => {
    const offered = Tools.parse(lastTask(service)['tools']).map(({ name }) => name);
    const needMachine = [
      'run_command',
      'read_command_output',
      'end_command',
      'git_diff',
      'git_log',
    ];
    assert.deepEqual(
      offered,
      allTools().flatMap(({ name }) => (needMachine.includes(name) ? [] : [name])),
    );
  };
  const edit = (name: string, oldText: string): Answer =>
    tools([
      {
        name: 'apply_edit',
        arguments: { path: name, oldText, newText: `${NOTE}\n${oldText}` },
      },
    ]);
  const ends = async (words: string): Promise<void> => {
    await panel.log.getByText(words, { exact: true }).waitFor();
    await panel.idle();
  };

  describe('with the files of a machine', () => {
    before(() => open({}));
    after(() => window.close());

    const onDisk = (): string => readFileSync(path.join(window.folder, 'src/discount.ts'), 'utf8');

    it('asks for a key, and answers through the fetch of the browser', async () => {
      await panel.frame.getByText('Plumb needs a Runware API key.').waitFor();
      service.enqueue(text('Hello from the browser.'));
      await panel.message.fill('Hello?');
      await panel.message.press('Enter');
      await enterKey();
      await ends('Hello from the browser.');
      const headers = service.requests.at(-1)?.headers ?? {};
      assert.match(headers['origin'] ?? '', /^http:\/\/127\.0\.0\.1:/, 'a page sent it');
      assert.equal(headers['cookie'], undefined);
    });

    it('offers no commands, and says so, and nothing else that needs a machine', () => {
      offersWhatWorks();
      assert.match(task(), /No commands can be run here/);
    });

    it('reads, searches and edits the files of the workspace; what is changed waits for a person', async () => {
      const line = onDisk()
        .split('\n')
        .find(each => each.includes('export'));
      assert.ok(line !== undefined);
      service.enqueue(
        tools([
          { name: 'search_text', arguments: { pattern: 'disc[o]unt', isRegex: true } },
          { name: 'read_file', arguments: { path: 'src/discount.ts' } },
        ]),
        edit('src/discount.ts', line),
        text('It is edited.'),
      );
      await window.workbench.openFile('src/discount.ts');
      await window.workbench.openView('Plumb');
      await panel.chooseMode('Edits on');
      await panel.ask('Note where you are.');
      await ends('It is edited.');
      await until('the file is saved', () => onDisk().includes(NOTE));
      await panel.button('Keep all').waitFor();
      await window.workbench.screenshot('web', 'docs');
    });

    it('has the chat, the key and the review after a reload, and goes on', async () => {
      // A browser gives an extension no time at its end, so only what is written by then is there.
      await until('what is under review is written', () =>
        readdirSync(window.server.userDataDir, { recursive: true, encoding: 'utf8' }).some(name =>
          name.endsWith('review.json'),
        ),
      );
      await window.workbench.reload();
      await panel.log.getByText('Hello from the browser.').waitFor();
      await panel.button('Keep all').click();
      await panel.button('Keep all').waitFor({ state: 'detached' });
      assert.ok(onDisk().includes(NOTE));
      service.enqueue(text('I am still here.'));
      await panel.ask('And now?');
      await ends('I am still here.');
      assert.match(task(), /Note where you are/);
    });
  });

  describe('in a virtual workspace', () => {
    const virtualFiles = path.join(repositoryRoot, 'test', 'support', 'virtualFiles');

    before(() =>
      open({ linkedExtensions: [repositoryRoot, virtualFiles], folderUri: 'virtual:/shop' }),
    );
    after(() => window.close());

    it('finds, reads and edits its files', async () => {
      service.enqueue(
        tools([
          { name: 'find_files', arguments: { glob: '**/*' } },
          { name: 'search_text', arguments: { pattern: 'price|nobody', isRegex: true } },
          { name: 'read_file', arguments: { path: 'src/price.ts' } },
          { name: 'read_file', arguments: { path: 'vault/letter.txt' } },
        ]),
        edit('src/price.ts', 'export const price = 12;'),
        tools([{ name: 'read_file', arguments: { path: 'src/price.ts' } }]),
        text('The price is noted.'),
      );
      await panel.chooseMode('Edits on');
      await panel.message.fill('Note the price.');
      await panel.message.press('Enter');
      await enterKey();
      await ends('The price is noted.');
      assert.match(task(), /README\.md/);
      assert.match(task(), /1\\t\/\/ In a browser\.\\n2\\texport const price = 12;/);
      await window.workbench.screenshot('web-virtual');
    });

    it('never shows what .plumbignore names', () => {
      assert.doesNotMatch(task(), /for nobody/);
    });

    it('offers nothing that needs a machine', () => {
      offersWhatWorks();
    });

    it('undoes the edit', async () => {
      await panel.button('Undo all').click();
      await panel.button('Undo all').waitFor({ state: 'detached' });
      service.enqueue(
        tools([{ name: 'read_file', arguments: { path: 'src/price.ts' } }]),
        text('It is as it was.'),
      );
      await panel.ask('What stands there?');
      await ends('It is as it was.');
      assert.match(task(), /1\\texport const price = 12;/);
    });

    it('links a path of an answer to its file, and opens it', async () => {
      service.enqueue(text('See `price.ts`, not `letter.txt`.'));
      await panel.ask('Where is it?');
      await panel.log.getByRole('link', { name: 'price.ts', exact: true }).click();
      await window.workbench.page.locator('.tab.active', { hasText: 'price.ts' }).waitFor();
      assert.equal(await panel.log.getByRole('link', { name: 'letter.txt' }).count(), 0);
    });

    it('asks for JSON by a schema of its files', async () => {
      const { workbench } = window;
      service.enqueue(text('{"price":12}'));
      await workbench.runCommand('Plumb: Ask for JSON…');
      await workbench.quickPicks().filter({ hasText: 'Choose a file of the workspace' }).click();
      await workbench.quickPicks().filter({ hasText: 'src/answer.schema.json' }).click();
      const question = workbench.page
        .locator('.quick-input-widget:visible')
        .filter({ hasText: /What do you want to know/ });
      await question.waitFor();
      await workbench.quickInput().fill('What does it cost?');
      await workbench.page.keyboard.press('Enter');
      await workbench.editor().getByText('"price"').waitFor();
      assert.match(task(), /"required":\["price"\]/);
    });
  });
});
