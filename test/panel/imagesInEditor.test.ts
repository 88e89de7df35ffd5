import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { imageSizeOf } from '../../src/base/imageSize.ts';
import { imageTypeOf } from '../../src/base/imageType.ts';
import { isJsonObject } from '../../src/base/json.ts';
import { chatIn } from '../support/chatPanel.ts';
import { chooseFromMenu, menuOf } from '../support/contextMenu.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

describe('Images of a message, in the editor', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  /** A picture as a screenshot tool leaves it on the clipboard, pasted into the message. */
  const paste = (width: number, height: number, name: string): Promise<void> =>
    window.panel.message.evaluate(
      async (box, made) => {
        const canvas = new OffscreenCanvas(made.width, made.height);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('There is no canvas');
        context.fillStyle = 'teal';
        context.fillRect(0, 0, made.width / 2, made.height);
        const blob = await canvas.convertToBlob({ type: 'image/png' });
        const data = new DataTransfer();
        data.items.add(new File([blob], made.name, { type: 'image/png' }));
        box.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      { width, height, name },
    );
  const sentImages = (): string[] => {
    const { inputs } = lastTask(window.service);
    const images = isJsonObject(inputs) ? inputs['images'] : undefined;
    return Array.isArray(images) ? images.map(String) : [];
  };
  const ask = async (question: string, answer: string, panel = window.panel): Promise<void> => {
    window.service.enqueue(text(answer));
    await panel.ask(question);
    await panel.log.getByText(answer, { exact: true }).waitFor();
    await panel.idle();
  };

  it('are pasted, made small, and sent as bytes; the model is told which message they belong to', async () => {
    const { panel, workbench, service } = window;
    await paste(3_000, 1_500, 'screen.png');
    await panel.button('Remove screen.png').waitFor();
    await ask('What is on it?', 'Half of it is teal.');
    const [image] = sentImages();
    assert.match(image ?? '', /^data:image\/png;base64,/);
    const bytes = new Uint8Array(Buffer.from((image ?? '').split(',')[1] ?? '', 'base64'));
    assert.equal(imageTypeOf(bytes), 'image/png');
    assert.deepEqual(imageSizeOf(bytes), { width: 2_048, height: 1_024 });
    assert.match(
      JSON.stringify(lastTask(service)['messages']),
      /Image 1 belongs to this message: screen\.png/,
    );
    await panel.log.getByRole('img', { name: 'screen.png' }).waitFor();
    // The name of the view would hide a part of the answer.
    await workbench.page.mouse.move(800, 20);
    await workbench.page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
    await workbench.screenshot('images', 'docs');
  });

  it('are uploaded once when the chat goes on, and named by their UUID from then on', async () => {
    const { service } = window;
    await ask('And on the other half?', 'Nothing.');
    const [uuid] = sentImages();
    assert.match(uuid ?? '', /^[0-9a-f-]{36}$/);
    await ask('Sure?', 'Sure.');
    assert.deepEqual(sentImages(), [uuid]);
    assert.equal(sentTasks(service, 'mediaStorage').length, 1);
  });

  it('come from files of the workspace, by the Explorer', async () => {
    const { workbench, folder } = window;
    const panel = chatIn(workbench.panel());
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    writeFileSync(path.join(folder, 'dot.png'), bytes);
    await workbench.page.keyboard.press('ControlOrMeta+Shift+E');
    const file = workbench.page.getByRole('treeitem', { name: 'dot.png' });
    await chooseFromMenu(workbench.page, menuOf(file), 'Add to Chat');
    await panel.button('Remove dot.png').waitFor();
    await ask('And this?', 'A dot.', panel);
    assert.equal(sentImages().length, 2);
    assert.match(sentImages()[1] ?? '', /^data:image\/png;base64,/);
  });

  it('are there again after a reload, and go along with the next message', async () => {
    const { panel, workbench } = window;
    await workbench.reload();
    await panel.log.getByRole('img', { name: 'screen.png' }).waitFor();
    await ask('Still there?', 'Still.');
    assert.equal(sentImages().length, 2);
    await until('all are named by UUID', () => sentImages().every(image => image.length === 36));
  });
});
