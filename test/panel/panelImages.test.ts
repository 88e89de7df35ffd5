import assert from 'node:assert/strict';
import * as z from 'zod';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';
import { bitmap, drawnAs, drawnImage, MAKER, withExif } from './testImages.ts';

interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const Data = z.object({
  kind: z.literal('data'),
  name: z.string(),
  base64: z.string(),
  thumbnail: z.string(),
});
const Sent = z.object({ text: z.string(), images: z.array(Data).optional() });

describe('images of a message', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open(options);
  };
  const message = () => panel.page.getByRole('textbox', { name: 'Message' });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const remove = (name: string) => button(`Remove ${name}`);
  const problem = (words: string) => panel.page.getByRole('alert').getByText(words).waitFor();
  const named = ({ name, bytes }: NamedFile) => ({ name, base64: bytes.toString('base64') });
  const png = (width = 8, height = 4) => drawnImage(panel.page, 'image/png', { width, height });

  /** As the host does it after a command of ours. */
  const attach = async (...files: readonly NamedFile[]): Promise<void> => {
    await panel.send('addImages', { files: files.map(named) });
  };
  const sent = async (): Promise<z.infer<typeof Sent> & { files: Buffer[] }> => {
    await message().fill('look');
    await message().press('Enter');
    const params = Sent.parse((await panel.asked('send')).at(-1));
    const files = (params.images ?? []).map(({ base64 }) => Buffer.from(base64, 'base64'));
    return { ...params, files };
  };
  /** Puts files and texts into the page as a paste or a drop of the system does. */
  const transfer = async (
    kind: 'paste' | 'drop',
    data: { readonly files?: readonly NamedFile[]; readonly texts?: Record<string, string> },
  ): Promise<void> => {
    await message().evaluate(
      (box, { event, files, texts }) => {
        const held = new DataTransfer();
        for (const { name, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
          held.items.add(new File([bytes], name));
        }
        for (const [type, text] of Object.entries(texts)) held.setData(type, text);
        const options = { bubbles: true, cancelable: true };
        if (event === 'paste') {
          box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, ...options }));
          return;
        }
        box.dispatchEvent(new DragEvent('dragover', { dataTransfer: held, ...options }));
        box.dispatchEvent(new DragEvent('drop', { dataTransfer: held, ...options }));
      },
      { event: kind, files: (data.files ?? []).map(named), texts: data.texts ?? {} },
    );
  };

  it('are picked by the host, shown with name and size, and sent with the text', async () => {
    let picked: { name: string; base64: string }[] = [];
    await open({ handlers: { pickImages: () => Promise.resolve({ files: picked }) } });
    const bytes = await png();
    picked = [named({ name: 'plan.png', bytes })];
    await button('Attach').click();
    await remove('plan.png').waitFor();
    const pill = panel.page.getByRole('listitem').filter({ hasText: 'plan.png' });
    assert.match((await pill.textContent()) ?? '', /plan\.png1 KB/);
    const { images, files } = await sent();
    // Small and plain: the very bytes.
    assert.deepEqual(files, [bytes]);
    assert.match(images?.[0]?.thumbnail ?? '', /^data:image\/webp;base64,/);
    await remove('plan.png').waitFor({ state: 'detached' });
    assert.deepEqual([...panel.problems, ...panel.foreignRequests], []);
  });

  it('lose place, camera and maker, and are turned upright', async () => {
    await open();
    const plain = await drawnImage(panel.page, 'image/jpeg', { width: 60, height: 40 });
    const photo = withExif(plain);
    const { width, height } = await drawnAs(panel.page, plain);
    assert.deepEqual({ width, height }, { width: 60, height: 40 });
    await attach({ name: 'photo.jpg', bytes: photo });
    await remove('photo.jpg').waitFor();
    const [file = Buffer.alloc(2)] = (await sent()).files;
    assert.equal(file.includes('Exif'), false);
    assert.equal(file.includes(MAKER), false);
    assert.deepEqual(await drawnAs(panel.page, file), {
      type: 'jpeg',
      width: 40,
      height: 60,
      top: 'red',
      bottom: 'blue',
    });
  });

  it('are made smaller than 2048 pixels on the long side, and keep their form', async () => {
    await open();
    await attach({ name: 'wide.png', bytes: await png(4_000, 1_000) });
    await remove('wide.png').waitFor();
    const [file = Buffer.alloc(2)] = (await sent()).files;
    const { type, width, height } = await drawnAs(panel.page, file);
    assert.deepEqual({ type, width, height }, { type: 'png', width: 2_048, height: 512 });
  });

  it('become JPEG, or PNG where something is see-through', async () => {
    await open();
    const size = { width: 20, height: 10 };
    const webp = await drawnImage(panel.page, 'image/webp', size);
    const glass = await drawnImage(panel.page, 'image/webp', { ...size, opacity: 0.5 });
    await attach(
      { name: 'a.webp', bytes: webp },
      { name: 'b.webp', bytes: glass },
      { name: 'c.bmp', bytes: bitmap(20, 10) },
    );
    await remove('c.bmp').waitFor();
    const { files } = await sent();
    const drawn = await Promise.all(files.map(async file => drawnAs(panel.page, file)));
    assert.deepEqual(
      drawn.map(({ type }) => type),
      ['jpeg', 'png', 'jpeg'],
    );
    assert.equal(drawn[2]?.top, 'green');
  });

  it('are told by their bytes: a text with the name of an image is refused, in words', async () => {
    await open();
    await attach(
      { name: 'notes.png', bytes: Buffer.from('These are notes.') },
      { name: 'good.png', bytes: await png() },
    );
    await problem('“notes.png” is no image that can be sent. PNG, JPEG, WebP, GIF and BMP can.');
    await remove('good.png').waitFor();
    assert.equal(await remove('notes.png').count(), 0);
  });

  it('are refused when they are damaged, in words', async () => {
    await open();
    const whole = await png(50, 50);
    await attach({ name: 'half.png', bytes: whole.subarray(0, 40) });
    await problem('“half.png” cannot be read: the image is damaged or too large.');
  });

  it('have a thumbnail of at most 12 KB, whatever they show', async () => {
    await open();
    const noise = await panel.page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 300;
      const context = canvas.getContext('2d');
      const pixels = context?.createImageData(300, 300);
      if (pixels === undefined) throw new Error('No canvas');
      for (let at = 0, value = 1; at < pixels.data.length; at += 1) {
        value = (value * 48_271) % 2_147_483_647;
        pixels.data[at] = value % 256;
      }
      context?.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    await attach({ name: 'noise.png', bytes: Buffer.from(noise, 'base64') });
    await remove('noise.png').waitFor();
    const thumbnail = (await sent()).images?.[0]?.thumbnail ?? '';
    assert.ok(thumbnail.length > 500 && thumbnail.length <= 12 * 1_024, `${thumbnail.length}`);
  });

  it('are eight at most', async () => {
    await open();
    const bytes = await png();
    await attach(...Array.from({ length: 9 }, (_, at) => ({ name: `${at}.png`, bytes })));
    await problem('A message takes at most 8 images.');
    assert.equal(await panel.page.getByRole('button', { name: /^Remove/ }).count(), 8);
  });

  it('come by paste, but not where text is pasted that a picture goes along with', async () => {
    await open();
    const bytes = await png();
    await transfer('paste', { files: [{ name: 'shot.png', bytes }] });
    await remove('shot.png').waitFor();
    await transfer('paste', {
      files: [{ name: 'cells.png', bytes }],
      texts: { 'text/plain': '1\t2' },
    });
    await transfer('paste', {
      files: [{ name: 'copied.png', bytes }],
      texts: { 'text/plain': 'copied.png' },
    });
    await remove('copied.png').waitFor();
    assert.equal(await remove('cells.png').count(), 0);
  });

  it('come by drop from the desktop, and from the explorer by the host', async () => {
    let bytes: Buffer = Buffer.alloc(0);
    await open({
      handlers: {
        readImage: () => Promise.resolve({ name: 'logo.png', base64: bytes.toString('base64') }),
      },
    });
    bytes = await png();
    await transfer('drop', { files: [{ name: 'desk.png', bytes }] });
    await remove('desk.png').waitFor();
    await transfer('drop', {
      texts: {
        'application/vnd.code.uri-list': 'file:///work/logo.png',
        'text/uri-list': 'file:///elsewhere.png',
      },
    });
    await remove('logo.png').waitFor();
    assert.deepEqual(await panel.asked('readImage'), [{ uri: 'file:///work/logo.png' }]);
  });

  it('by address are offered when it is pasted alone, and are not loaded', async () => {
    await open();
    const address = 'https://pictures.example/cat%20one.png?size=2';
    await panel.page.evaluate(text => navigator.clipboard.writeText(text), address);
    await message().pressSequentially('see ');
    await panel.page.keyboard.press('Control+V');
    assert.equal(await message().inputValue(), `see ${address}`);
    await button('Attach cat one.png as an image').click();
    assert.equal(await message().inputValue(), 'see');
    await remove('cat one.png').waitFor();
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [
      {
        chatId: 'chat-1',
        text: 'see',
        images: [{ kind: 'url', name: 'cat one.png', url: address }],
      },
    ]);
    assert.deepEqual([...panel.problems, ...panel.foreignRequests], []);
  });

  it('by address are offered no longer when the address is gone from the text', async () => {
    await open();
    const write = (text: string) =>
      panel.page.evaluate(words => navigator.clipboard.writeText(words), text);
    await message().click();
    await write('https://pictures.example/page.html');
    await panel.page.keyboard.press('Control+V');
    assert.equal(await panel.page.getByRole('button', { name: /as an image/ }).count(), 0);
    await write('https://pictures.example/cat.png');
    await panel.page.keyboard.press('Control+V');
    await button('Attach cat.png as an image').waitFor();
    await message().fill('something else');
    await button('Attach cat.png as an image').waitFor({ state: 'detached' });
  });

  it('R43: stay if the message was not taken', async () => {
    await open({ handlers: { send: () => Promise.resolve({ accepted: false }) } });
    await attach({ name: 'precious.png', bytes: await png() });
    await remove('precious.png').waitFor();
    await sent();
    assert.equal(await message().inputValue(), 'look');
    assert.equal(await remove('precious.png').count(), 1);
  });

  it('R60: are taken away by keyboard, which then is in the text again', async () => {
    await open();
    await attach({ name: 'a.png', bytes: await png() });
    await remove('a.png').press('Enter');
    await remove('a.png').waitFor({ state: 'detached' });
    assert.ok(await message().evaluate(box => box === document.activeElement));
    assert.deepEqual(await sent(), { text: 'look', files: [] });
  });

  it('are not attached to a model that takes none, which says so', async () => {
    await open({ state: panelState([], { takesImages: false }) });
    assert.equal(await button('Attach').getAttribute('aria-disabled'), 'true');
    assert.equal(await button('Attach').getAttribute('title'), 'This model takes no images');
    await button('Attach').click({ force: true });
    assert.deepEqual(await panel.asked('pickImages'), []);
    await attach({ name: 'a.png', bytes: await png() });
    await problem('This model takes no images');
    assert.equal(await remove('a.png').count(), 0);
  });

  it('hold a message back when the model was changed to one that takes none', async () => {
    await open();
    await attach({ name: 'a.png', bytes: await png() });
    await remove('a.png').waitFor();
    await panel.patch({ op: 'status', status: { takesImages: false } });
    await panel.page.getByText('This model takes no images: choose another').waitFor();
    await message().fill('look');
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), []);
    await remove('a.png').click();
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [{ chatId: 'chat-1', text: 'look' }]);
  });

  it('S19: stand in the conversation with their name, and load nothing', async () => {
    await open();
    const thumbnail = `data:image/png;base64,${(await png(96, 64)).toString('base64')}`;
    const images = [
      { id: 'i1', name: 'plan.png', thumbnail },
      { id: 'i2', name: 'far.png', url: 'https://pictures.example/far.png' },
      { id: 'i3', name: 'evil.png', thumbnail: 'https://evil.example/pixel.png' },
    ];
    await panel.patch({
      op: 'add',
      item: { kind: 'user', id: 'u', text: 'What is this?', attachments: [], images },
    });
    const list = panel.page.getByRole('list', { name: 'Images' });
    assert.ok(await list.getByRole('img', { name: 'plan.png' }).isVisible());
    assert.equal(await list.getByRole('img').count(), 1);
    await list.getByText('https://pictures.example/far.png').click();
    await list.getByText('evil.png').waitFor();
    assert.deepEqual(await panel.asked('openLink'), []);
    assert.deepEqual([...panel.problems, ...panel.foreignRequests], []);
  });
});
