import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createChatImages } from '../../../src/host/chatImages.ts';
import { createToolImages } from '../../../src/host/toolImages.ts';
import { MAX_IMAGE_SIDE } from '../../../src/host/acceptImage.ts';
import { PlumbError } from '../../../src/base/errors.ts';
import { sha256 } from '../../../src/base/hash.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { sessionInMemory } from '../../support/sessionInMemory.ts';
import { call } from '../chat/fakeTools.ts';

const stored = new Map<string, Uint8Array>();
const chatImages = createChatImages({
  store: {
    put: async (chatId, bytes) => {
      const id = await sha256(Buffer.from(bytes).toString('base64'));
      stored.set(`${chatId}/${id}`, bytes);
      return id;
    },
    get: (chatId, id) => Promise.resolve(stored.get(`${chatId}/${id}`)),
  },
  takesUploads: () => false,
  upload: () => Promise.reject(new Error('Nothing is uploaded in this test.')),
});

/** A BMP of one row, of which there is nothing that has to be cut out. */
function bmp(width: number): Buffer {
  const bytes = Buffer.alloc(54 + width * 4);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(1, 22);
  bytes.writeUInt16LE(32, 28);
  return bytes;
}

function workspaceWithImages() {
  const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'a' } });
  const imagesOf = createToolImages(chatImages, () => true, workspace.files);
  return {
    ...workspace,
    context: (overrides: Parameters<typeof workspace.context>[0]) =>
      workspace.context({ ...overrides, images: imagesOf('chat') }),
  };
}

describe('The images of tools', () => {
  it('go into the next request, whose result names their number in the chat', async () => {
    const workspace = workspaceWithImages();
    workspace.writeBytes('one.bmp', bmp(4));
    workspace.writeBytes('two.bmp', bmp(7));
    const files = [{ path: 'one.bmp' }, { path: 'a.ts' }, { path: 'two.bmp' }];
    const client = createScriptedModel([
      { calls: [call('c1', 'read_file', { path: 'one.bmp' })] },
      { calls: [call('c2', 'read_file', { files })] },
      { text: ['A cat.'] },
    ]);
    const session = sessionInMemory(client, workspace, undefined, chatImages);
    await session.send({ text: 'What is on it?' });
    await session.whenIdle();

    const [first, second, third] = client.requests;
    const uri = (width: number) => `data:image/bmp;base64,${bmp(width).toString('base64')}`;
    assert.deepEqual(
      [first?.images, second?.images, third?.images],
      [undefined, [uri(4)], [uri(4), uri(4), uri(7)]],
    );
    assert.equal(
      second?.messages.at(-1)?.content,
      'one.bmp is an image of 4 × 1 pixels; it goes with the next request.\n\nImage 1 belongs to this result: one.bmp',
    );
    const content = String(third?.messages.at(-1)?.content);
    assert.match(
      content,
      /\n\nImage 2 belongs to this result: one\.bmp\n\nImage 3 [^\n]+two\.bmp$/,
    );
  });

  it('are kept for their own chat', async () => {
    const { files, ...workspace } = createInMemoryWorkspace();
    workspace.writeBytes('a.bmp', bmp(3));
    const of = createToolImages(chatImages, () => false, files);
    const path = { display: 'a.bmp', uri: 'file:///w/app/a.bmp' };
    const { id, name, mediaType } = await of('other').keep(path);
    assert.deepEqual([name, mediaType], ['a.bmp', 'image/bmp']);
    assert.deepEqual(Buffer.from(stored.get(`other/${id}`) ?? []), bmp(3));
    assert.equal(stored.has(`chat/${id}`), false);
    assert.equal(of('other').areTaken(), false);
  });

  it('are refused with the reason where a side is too long, and the others go', async () => {
    const workspace = workspaceWithImages();
    workspace.writeBytes('wide.bmp', bmp(MAX_IMAGE_SIDE + 1));
    workspace.writeBytes('one.bmp', bmp(4));
    const client = createScriptedModel([
      { calls: [call('c1', 'read_file', { files: [{ path: 'wide.bmp' }, { path: 'one.bmp' }] })] },
      { text: ['I see.'] },
    ]);
    const session = sessionInMemory(client, workspace, undefined, chatImages);
    await session.send({ text: 'Look.' });
    await session.whenIdle();
    const [, next] = client.requests;
    assert.match(
      String(next?.messages.at(-1)?.content),
      /^wide\.bmp was not read: wide\.bmp is 2049 × 1 pixels; 2048 .*\n\none\.bmp is an image of 4/,
    );
    assert.equal(next?.images?.length, 1);
  });

  it('are refused when the file cannot be read', async () => {
    const { files } = createInMemoryWorkspace();
    const images = createToolImages(chatImages, () => true, {
      ...files,
      bytes: ({ display }) => Promise.reject(new PlumbError(`${display} cannot be read.`)),
    })('chat');
    await assert.rejects(images.keep({ display: 'a.png', uri: 'file:///w/app/a.png' }), {
      message: 'a.png cannot be read.',
    });
  });
});
