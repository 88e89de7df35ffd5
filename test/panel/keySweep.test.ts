import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentKey, storedKey } from '../support/testKeys.ts';
import { error, text, tools } from '../support/runware/answers.ts';
import { filesThatHold, formsOf } from '../support/keyForms.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

const keys = [storedKey, environmentKey];

/** The start file of the shell exports the key anew, and the command shows it in every way. */
const command = [
  // What Plumb gave to the shell, before its start file.
  'echo "given $(tr "\\0" "\\n" < /proc/$$/environ | grep -c RUNWARE_API_KEY) times"',
  'echo "exported ${RUNWARE_API_KEY:+yes}"',
  'echo $RUNWARE_API_KEY',
  'env',
  'cat with-key.txt',
  'echo $RUNWARE_API_KEY >&2',
].join('; ');

describe('S26 the key after a whole session', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'sweep-key-'));
  const home = path.join(root, 'home');
  const dataFolder = path.join(root, 'data');
  const startFile = path.join(home, '.bashrc');
  let window: ServiceWindow;
  let own: string;

  before(async () => {
    mkdirSync(home, { recursive: true });
    for (const name of ['.bashrc', '.zshenv', '.profile', '.bash_profile']) {
      writeFileSync(path.join(home, name), `export RUNWARE_API_KEY=${storedKey}\n`);
    }
    window = await openServiceWindow({
      keys,
      dataFolder,
      env: {
        ...{ HOME: home, SHELL: '/bin/zsh', BASH_ENV: startFile, ENV: startFile },
        RUNWARE_API_KEY: environmentKey,
      },
    });
    own = path.join(window.folder, 'with-key.txt');
    writeFileSync(own, `OLD=${environmentKey}\nTOKEN=${storedKey}\n`);
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is entered over the one of the environment', async () => {
    const { workbench } = window;
    await workbench.runCommand('Plumb: Set API Key…');
    const input = workbench.page.getByRole('textbox', { name: 'Plumb: Runware API key' });
    await input.fill(storedKey);
    await input.press('Enter');
    await input.waitFor({ state: 'detached' });
  });

  it('is read by tools, printed by a command, and said by an error of the service', async () => {
    const { panel, service } = window;
    service.enqueue(
      tools([
        { name: 'read_file', arguments: { path: 'with-key.txt' } },
        { name: 'search_text', arguments: { pattern: 'TOKEN=' } },
      ]),
      tools([{ name: 'run_command', arguments: { command } }]),
      error(400, 'invalidParameter', { message: `The key ${storedKey} must not do this.` }),
    );
    await panel.ask('Show me the key.');
    await panel.button('Approve').click();
    await panel.log.getByText('must not do this').first().waitFor();
    await panel.idle();
    const cards = panel.log.getByRole('article', { name: 'run_command' });
    await cards.locator('summary').click();
    await cards.getByText('exported yes').waitFor();
    const shown = await cards.innerText();
    assert.match(shown, /given 0 times/);
    // By echo, by env, twice by cat, and by echo to the other stream.
    assert.ok(shown.split('[redacted]').length > 5, shown);
  });

  it('is replaced after a reload too, the one of the environment that is not in use with it', async () => {
    const { panel, service, workbench } = window;
    await workbench.reload();
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'with-key.txt' } }]),
      text('Read again.'),
    );
    await panel.ask('And now?');
    await panel.log.getByText('Read again.').waitFor();
    await panel.idle();
    const sent = JSON.stringify(service.requests.at(-1)?.body);
    assert.match(sent, /OLD=\[redacted\]/);
    assert.match(sent, /TOKEN=\[redacted\]/);
  });

  it('is in no request, no page and nothing that VS Code keeps or prints, in whatever form', async () => {
    const { panel, service, server, workbench, folder } = window;
    const places = {
      'what was sent': JSON.stringify(service.requests),
      'the workbench': await workbench.page.content(),
      "the browser's storage": await workbench.page.evaluate(() => JSON.stringify(localStorage)),
      'the panel': await panel.frame
        .locator('html')
        .evaluate(html => new XMLSerializer().serializeToString(html)),
    };
    await workbench.close();
    await server.stop();
    const all = { ...places, 'what VS Code prints': server.output() };
    for (const form of keys.flatMap(formsOf)) {
      for (const [name, content] of Object.entries(all)) {
        assert.equal(content.includes(form), false, `${form} in ${name}`);
      }
    }
    assert.deepEqual(filesThatHold(folder, keys), [own]);
    assert.deepEqual(filesThatHold(dataFolder, keys), []);
    // What was looked through is all of it: the chat is among it.
    const chats = filesThatHold(dataFolder, ['Show me the key.']);
    assert.ok(chats.some(file => file.endsWith('.jsonl')));
    for (const file of chats) assert.match(readFileSync(file, 'latin1'), /./);
  });
});
