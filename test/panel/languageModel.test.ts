import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import { OFFERED_TOOL_NAMES } from '../../src/host/lm/toolNames.ts';
import { ONE_PIXEL } from '../support/onePixel.ts';
import { repositoryRoot } from '../support/repository.ts';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { strangerFolder, strangerIn, type JobResult, type Stranger } from '../support/stranger.ts';
import { until } from '../support/until.ts';

describe('Plumb in VS Code’s own API, used by another extension', () => {
  let window: ServiceWindow;
  let stranger: Stranger;

  before(async () => {
    window = await openServiceWindow({
      linkedExtensions: [repositoryRoot, strangerFolder],
      settings: { 'plumb.budget.perDay': 3 },
    });
    await window.panel.message.waitFor();
    stranger = strangerIn(window);
  });
  after(async () => {
    await window.close();
  });

  const dialog = () => window.workbench.page.getByRole('dialog');
  const cost = (): Promise<string> =>
    window.panel.frame.getByRole('status', { name: 'Cost' }).innerText();
  const valueOf = ({ value, error }: JobResult): unknown => {
    assert.equal(error, undefined);
    return value;
  };
  const rows = (task: JsonObject): readonly unknown[] => {
    const messages = task['messages'];
    assert.ok(Array.isArray(messages));
    return messages;
  };

  it('lists the models with their limits, counts tokens, and lists the tools', async () => {
    const models = valueOf(await stranger.run({ do: 'models' }));
    assert.ok(Array.isArray(models));
    assert.deepEqual(models[0], {
      id: 'openai-gpt-5-5',
      name: 'GPT-5.5',
      family: 'gpt-5.5',
      vendor: 'plumb',
      maxInputTokens: 272_000,
    });
    const counted = valueOf(await stranger.run({ do: 'count', text: 'word '.repeat(64) }));
    assert.equal(counted, 100, '320 characters at the first guess of 3.2 for a token');
    assert.deepEqual(valueOf(await stranger.run({ do: 'tools' })), [...OFFERED_TOOL_NAMES]);
  });

  it('spends nothing for an extension that the user does not allow to', async () => {
    const { workbench, service } = window;
    const job = await stranger.begin({ do: 'ask', prompt: 'What is it?' });
    await dialog().getByText('A Stranger wants to use the models of Plumb.').waitFor();
    await workbench.screenshot('model-consent', 'docs');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    const { error } = await job.result();
    assert.equal(error?.name, 'LanguageModelError');
    assert.equal(error.code, 'NoPermissions');
    assert.match(error.message, /A Stranger may not use .*Plumb: Manage Access to Models/);
    assert.deepEqual(sentTasks(service), []);
    // Said once; it is not asked again.
    assert.equal((await stranger.run({ do: 'ask', prompt: 'Please?' })).error?.code, error.code);
  });

  it('answers once the user allowed it, and shows what it cost', async () => {
    const { workbench, service } = window;
    await workbench.runCommand('Plumb: Manage Access to Models…');
    const row = workbench.quickPicks().filter({ hasText: 'A Stranger' });
    await row.click();
    await workbench.page.keyboard.press('Enter');
    service.enqueue(text('It is 42.', { cost: 0.25 }));
    const answer = valueOf(await stranger.run({ do: 'ask', prompt: 'What is it?' }));
    assert.deepEqual(answer, { text: 'It is 42.', calls: [] });
    const { taskUUID, ...task } = lastTask(service);
    assert.ok(z.uuidv4().safeParse(taskUUID).success);
    assert.deepEqual(task, {
      taskType: 'textInference',
      model: 'openai-gpt-5-5',
      deliveryMethod: 'stream',
      includeCost: true,
      includeUsage: true,
      settings: { maxTokens: 32_000, thinkingLevel: 'medium' },
      messages: [{ role: 'user', content: 'What is it?' }],
    });
    await until('the day’s cost is shown', async () => /today \$0\.25 of/.test(await cost()));
  });

  it('carries an image and the options of the model', async () => {
    const { service } = window;
    service.enqueue(text('A dot.', { cost: 0 }));
    const modelOptions = { thinkingLevel: 'high', maxTokens: 2_000 };
    await stranger.run({ do: 'ask', prompt: 'What is this?', png: ONE_PIXEL, modelOptions });
    const task = lastTask(service);
    assert.deepEqual(task['settings'], { maxTokens: 2_000, thinkingLevel: 'high' });
    const { images } = z.object({ images: z.array(z.string()) }).parse(task['inputs']);
    assert.equal(images.length, 1);
    assert.match(images[0] ?? '', /^data:image\/png;base64,/);
    assert.deepEqual(rows(task), [
      { role: 'user', content: 'What is this?\n\nImage 1 belongs to this message: image/png' },
    ]);
  });

  it('lets its model call our tools, and takes their results', async () => {
    const { service, folder } = window;
    await writeFile(path.join(folder, 'note.txt'), 'The word is plumb.\n');
    const input = { path: 'note.txt' };
    service.enqueue(
      tools([{ id: 'c1', name: 'plumb_read_file', arguments: input }], { cost: 0 }),
      text('The word is plumb.', { cost: 0 }),
    );
    const job = { do: 'loop', prompt: 'What is the word?', tools: ['plumb_read_file'] };
    assert.deepEqual(valueOf(await stranger.run(job)), {
      calls: [{ callId: 'c1', name: 'plumb_read_file', input }],
      text: 'The word is plumb.',
    });
    const [first, second] = sentTasks(service).slice(-2);
    assert.ok(second !== undefined);
    assert.deepEqual(first?.['toolChoice'], { type: 'any' });
    assert.deepEqual(second['toolChoice'], { type: 'auto' });
    const [, called, told] = rows(second);
    assert.deepEqual(called, {
      role: 'assistant',
      tools: [{ id: 'c1', name: 'plumb_read_file', input }],
    });
    const { content } = z.object({ content: z.string() }).parse(told);
    assert.match(content, /1\tThe word is plumb\./);
  });

  it('keeps a result within the tokens that its reader has room for', async () => {
    const { folder } = window;
    await writeFile(path.join(folder, 'long.txt'), 'A line of some length.\n'.repeat(1_000));
    const job = { do: 'invoke', tool: 'plumb_read_file', input: { path: 'long.txt' } };
    const whole = String(valueOf(await stranger.run(job)));
    const cut = String(valueOf(await stranger.run({ ...job, tokenBudget: 200 })));
    assert.ok(whole.length > 20_000, `${whole.length} characters without a limit`);
    assert.ok(cut.length <= 800, `${cut.length} characters for 200 tokens of four`);
    assert.match(cut, /characters left out/);
  });

  it('asks before it shows a guarded file, and never shows a secret', async () => {
    const { folder, workbench } = window;
    await mkdir(path.join(folder, 'node_modules', 'dep'), { recursive: true });
    await writeFile(path.join(folder, 'node_modules', 'dep', 'index.js'), 'let inside = 1;\n');
    await writeFile(path.join(folder, '.env'), 'TOKEN=abcdef\n');
    const read = (file: string) => ({
      do: 'invoke',
      tool: 'plumb_read_file',
      input: { path: file },
    });

    const guarded = await stranger.begin(read('node_modules/dep/index.js'));
    await dialog().getByText('Show a guarded file to the model?').waitFor();
    await dialog()
      .getByText(/It is a file of an installed package/)
      .waitFor();
    await workbench.screenshot('guarded-tool');
    await workbench.page.keyboard.press('Enter');
    assert.match(String(valueOf(await guarded.result())), /let inside = 1;/);

    const refused = await stranger.begin(read('node_modules/dep/index.js'));
    await dialog().getByText('Show a guarded file to the model?').waitFor();
    await workbench.page.keyboard.press('Escape');
    assert.match((await refused.result()).error?.name ?? '', /Cancel/);

    const secret = String(valueOf(await stranger.run(read('.env'))));
    assert.match(secret, /\.env is never given to other programs/);
    assert.doesNotMatch(secret, /abcdef/);
  });

  it('says what is wrong with a call in words for the model', async () => {
    const input = { path: '../outside.txt' };
    const job = { do: 'invoke', tool: 'plumb_read_file', input };
    assert.match(String(valueOf(await stranger.run(job))), /outside\.txt/);
  });

  it('closes the connection when the answer is cancelled, where VS Code tells', async () => {
    const { service, server } = window;
    service.enqueue(text('Endless. '.repeat(100), { delayMs: 20, cost: 0.3 }));
    const { value, error } = await stranger.run({
      do: 'ask',
      prompt: 'Talk.',
      cancelAfterText: true,
    });
    const request = service.requests.findLast(
      ({ body }) => Array.isArray(body) && body.includes(lastTask(service)),
    );
    // Before 1.127 a provider is not told (microsoft/vscode#277872): the answer goes on, and is paid.
    if (server.version.vscode === '1.110.0') {
      assert.ok(isJsonObject(value));
      assert.equal(await request?.ended, 'complete');
    } else {
      assert.equal(error?.name, 'Canceled');
      assert.equal(await request?.ended, 'closedEarly');
    }
    await until('the bill is there', async () => /today \$0\.55\D/.test(await cost()));
  });

  it('hands on what the service refuses, with the code that fits', async () => {
    const { service } = window;
    service.enqueue({
      kind: 'error',
      status: 402,
      code: 'insufficientCredits',
      message: 'No credit.',
    });
    const { error } = await stranger.run({ do: 'ask', prompt: 'Still there?' });
    assert.equal(error?.code, 'Blocked');
    assert.match(error.message, /balance .* is used up\. Add credit/);
  });

  it('can be chosen in the model picker of VS Code’s own chat', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await stranger.run({ do: 'models' });
    await workbench.runCommand('Chat: Open Chat');
    const picker = page
      .locator('.interactive-input-part')
      .getByText(/GPT|Auto/)
      .first();
    await picker.click();
    const models = page.locator('.action-widget');
    await models.getByText('Other Models').waitFor();
    // VS Code 1.110 takes no click in the list before the pointer has moved.
    await page.mouse.move(100, 100);
    await models.getByText('Other Models').click();
    await models.getByText('GPT-5.5', { exact: true }).waitFor();
    await workbench.screenshot('model-picker', 'docs');
    await models.getByText('GPT-5.5', { exact: true }).click();
    await page.locator('.interactive-input-part').getByText('GPT-5.5').waitFor();
  });

  it('answers as @plumb in VS Code’s own chat, and goes on in the same chat of ours', async () => {
    const { workbench, service } = window;
    const { page } = workbench;
    const answers = page.locator('.interactive-response');
    // VS Code's chat answers nobody before it knows of a model.
    await stranger.run({ do: 'models' });
    await workbench.runCommand('Chat: Open Chat');
    service.enqueue(text('Hello from **Plumb**.', { cost: 0.01 }));
    await page.keyboard.type('@plumb Who are you?');
    await page.keyboard.press('Enter');
    await answers.getByText('Hello from').waitFor();
    service.enqueue(text('Still me.', { cost: 0.01 }));
    // The participant stays: its name is written into the next message by VS Code.
    await page.keyboard.type('And now?');
    await page.keyboard.press('Enter');
    await answers.getByText('Still me.').waitFor();
    assert.deepEqual(rows(lastTask(service)).slice(-3), [
      { role: 'user', content: 'Who are you?' },
      { role: 'assistant', content: 'Hello from **Plumb**.' },
      { role: 'user', content: 'And now?' },
    ]);
    await workbench.screenshot('plumb-in-chat', 'docs');
  });

  it('sends one to the panel to decide what @plumb may do', async () => {
    const { workbench, service, panel } = window;
    const { page } = workbench;
    service.enqueue(
      tools([{ name: 'create_file', arguments: { path: 'made.txt', text: 'Made.\n' } }]),
      text('It is made.', { cost: 0.01 }),
    );
    await page.keyboard.type('Make made.txt.');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Decide in Plumb' }).click();
    await panel.button('Approve').click();
    await page.locator('.interactive-response').getByText('It is made.').waitFor();
    await panel.log.getByText('It is made.').waitFor();
  });

  it('refuses at the limit of the day, before anything is sent', async () => {
    const { service } = window;
    service.enqueue(text('Dear.', { cost: 2 }));
    valueOf(await stranger.run({ do: 'ask', prompt: 'What is dear?' }));
    const before = sentTasks(service).length;
    const { error } = await stranger.run({ do: 'ask', prompt: 'One more?' });
    assert.equal(error?.name, 'LanguageModelError');
    assert.equal(error.code, 'Blocked');
    assert.match(error.message, /Today has cost \$2\.\d\d of its limit of \$3\.00/);
    assert.equal(sentTasks(service).length, before);
  });
});
