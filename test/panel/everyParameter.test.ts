import assert from 'node:assert/strict';
import { isJsonObject } from '../../src/base/json.ts';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

/** From where a person sets a parameter to what is on the wire, and back to what they see. */
describe('Every parameter of the service, in the editor', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      settings: { 'plumb.api.webhookUrl': 'https://hooks.example/plumb?secret=1' },
    });
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const named = (role: 'combobox' | 'switch' | 'button' | 'tab', name: string) =>
    window.panel.frame.getByRole(role, { name, exact: true });
  const options = async (set: () => Promise<unknown>): Promise<void> => {
    await named('button', 'Options').click();
    await set();
    await window.workbench.page.keyboard.press('Escape');
  };
  const pick = (name: string, label: string) => () =>
    named('combobox', name).selectOption({ label });
  const answered = async (words: string): Promise<void> => {
    await window.panel.log.getByText(words, { exact: true }).last().waitFor();
    await window.panel.idle();
  };

  it('sends the page’s parameters with a plain message', async () => {
    const { panel, service } = window;
    service.enqueue(text('Plainly.'));
    await panel.ask('Say something.');
    await answered('Plainly.');
    const task = lastTask(service);
    const { taskUUID } = task;
    assert.ok(typeof taskUUID === 'string');
    assert.match(taskUUID, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
    assert.equal(task['model'], 'openai-gpt-5-5');
    assert.equal(task['deliveryMethod'], 'stream');
    assert.deepEqual([task['includeCost'], task['includeUsage']], [true, true]);
    assert.ok(isJsonObject(task['settings']));
    assert.equal(task['settings']['thinkingLevel'], 'medium');
    assert.equal(task['settings']['maxTokens'], 32_000);
    assert.ok(!('webhookURL' in task), 'only background answers are posted elsewhere');
  });

  it('sends the thinking level that was picked', async () => {
    const { panel, service } = window;
    await named('combobox', 'Thinking level').selectOption({ label: 'High' });
    await until('the level holds', async () =>
      /high/i.test(await named('combobox', 'Thinking level').inputValue()),
    );
    service.enqueue(text('Deeply.'));
    await panel.ask('Think.');
    await answered('Deeply.');
    const { settings } = lastTask(service);
    assert.ok(isJsonObject(settings));
    assert.equal(settings['thinkingLevel'], 'high');
  });

  it('forces a call for one message, by any tool, by a certain one, or none', async () => {
    const { panel, service } = window;
    const choices = [
      ['Must use a tool', { type: 'any' }],
      ['list_directory', { type: 'tool', name: 'list_directory' }],
      ['No tools', { type: 'none' }],
    ] as const;
    for (const [label, choice] of choices) {
      await options(pick('Tools', label));
      const call = { name: 'list_directory', arguments: { path: '.' } };
      if (choice.type !== 'none') service.enqueue(tools([call]));
      service.enqueue(text(`With ${label}.`));
      await panel.ask(`Ask ${label}.`);
      await answered(`With ${label}.`);
      const asked = sentTasks(service).map(task => JSON.stringify(task['toolChoice']));
      assert.ok(asked.includes(JSON.stringify(choice)), label);
    }
    service.enqueue(text('Free.'));
    await panel.ask('And now?');
    await answered('Free.');
    assert.deepEqual(lastTask(service)['toolChoice'], { type: 'auto' });
  });

  it('offers the service’s own tools, and shows what they did as cards with links', async () => {
    const { panel, service } = window;
    await options(async () => {
      await named('switch', 'Web search').click();
      await named('switch', 'Code interpreter').click();
      await until('both are on', async () =>
        (
          await Promise.all(
            ['Web search', 'Code interpreter'].map(name =>
              named('switch', name).getAttribute('aria-checked'),
            ),
          )
        ).every(checked => checked === 'true'),
      );
    });
    service.enqueue(
      text('Found and computed.', {
        sources: { list: [{ url: 'https://example.com/a', title: 'A page' }], as: 'annotations' },
        serviceTools: {
          uses: [
            { tool: 'search', input: 'plumb lines', output: '1 result' },
            { tool: 'codeInterpreter', input: 'print(6 * 7)', output: '42' },
          ],
        },
      }),
    );
    await panel.ask('Search and compute.');
    // The chat has read files before, so letting it search is asked about.
    await panel.button('Approve').click();
    await answered('Found and computed.');
    const offered = lastTask(service)['tools'];
    assert.ok(Array.isArray(offered));
    assert.deepEqual(offered.slice(-2), [{ type: 'search' }, { type: 'codeInterpreter' }]);
    await panel.log.getByRole('link', { name: /A page/ }).waitFor();
    await panel.log
      .getByRole('article', { name: /Web search|search/ })
      .last()
      .waitFor();
    await panel.log.getByText('With other tools the prompt cache begins anew.').waitFor();
    await window.workbench.screenshot('every-parameter-service-tools');
    await options(async () => {
      for (const tool of ['Web search', 'Code interpreter']) {
        await named('switch', tool).click();
        // As the host confirms it: until then a request would still take it along.
        await panel.frame
          .getByRole('switch', { name: tool, exact: true, checked: false })
          .waitFor();
      }
    });
  });

  it('compares several answers, keeps one and goes on from it', async () => {
    const { panel, service } = window;
    await options(pick('Answers', 'Compare 3 answers'));
    service.enqueue(text('First way.', { others: [text('Second way.'), text('Third way.')] }));
    await panel.ask('How would you do it?');
    // The side bar has no room for them side by side.
    await named('tab', 'Answer 3 of 3').waitFor();
    await panel.idle();
    assert.equal(lastTask(service)['numberResults'], 3);
    assert.equal(lastTask(service)['deliveryMethod'], 'sync');
    await window.workbench.screenshot('answers-to-compare', 'docs');
    await named('tab', 'Answer 2 of 3').click();
    await named('button', 'Keep answer 2').click();
    await answered('Second way.');
    service.enqueue(text('So be it.'));
    await panel.ask('Do that.');
    await answered('So be it.');
    const wire = JSON.stringify(lastTask(service)['messages']);
    assert.match(wire, /Second way/);
    assert.doesNotMatch(wire, /First way|Third way/);
    assert.ok(!('numberResults' in lastTask(service)));
  });

  it('R46: delivers in the background: found again by its id after a reload, and posted elsewhere', async () => {
    const { panel, service, workbench } = window;
    await options(pick('Delivery', 'In the background'));
    service.enqueue(text('Made in the background.', { pollsBeforeDone: 3 }));
    await panel.ask('Take your time.');
    await until('it is sent', () => lastTask(service)['deliveryMethod'] === 'async');
    assert.equal(lastTask(service)['webhookURL'], 'https://hooks.example/plumb?secret=1');
    await workbench.reload();
    await panel.log.getByText('Made in the background.').waitFor();
    await panel.idle();
    const asked = sentTasks(service).filter(task => task['deliveryMethod'] === 'async');
    assert.equal(asked.length, 1, 'it is not sent a second time');
    assert.ok(sentTasks(service, 'getResponse').length > 0);
    await options(pick('Delivery', 'All at once'));
    service.enqueue(text('All of it.'));
    await panel.ask('And at once?');
    await answered('All of it.');
    assert.equal(lastTask(service)['deliveryMethod'], 'sync');
    await options(pick('Delivery', 'Stream'));
  });

  it('takes the model from the service’s list', async () => {
    const { panel, service } = window;
    const model = named('combobox', 'Model');
    await model.focus();
    await until('the list was asked for', () =>
      service.requests.some(({ path }) => path === '/v1/models'),
    );
    await until('it is shown', async () => (await model.locator('option').count()) > 5);
    await model.selectOption({ value: 'openai-gpt-5-4' });
    await until('it holds', async () => (await model.inputValue()) === 'openai-gpt-5-4');
    service.enqueue(text('By another model.'));
    await panel.ask('Who are you?');
    await answered('By another model.');
    assert.equal(lastTask(service)['model'], 'openai-gpt-5-4');
    await panel.log.getByText('Another model begins with an empty prompt cache.').waitFor();
    await model.selectOption({ value: 'openai-gpt-5-5' });
  });

  it('makes a fix act, and documentation one patch: by a forced call', async () => {
    const { service, workbench, panel } = window;
    const ways = [
      ['Plumb: Fix', { type: 'any' }],
      ['Plumb: Generate Docs', { type: 'tool', name: 'apply_patch' }],
    ] as const;
    for (const [command, choice] of ways) {
      await workbench.openFile('src/money.ts');
      await workbench.page.keyboard.press('ControlOrMeta+A');
      service.enqueue(text(`Seen by ${command}.`));
      await workbench.runCommand(command);
      await panel.log.getByText(`Seen by ${command}.`).waitFor();
      await panel.idle();
      assert.deepEqual(lastTask(service)['toolChoice'], choice);
    }
  });
});
