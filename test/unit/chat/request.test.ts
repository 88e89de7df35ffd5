import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../src/api/modelClient.ts';
import { findModel } from '../../../src/api/models.ts';
import type { MessageOptions } from '../../../src/chat/eventParts.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import type { ChatSettings } from '../../../src/chat/turn.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { play, turnOf } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));
const calls: ScriptedAnswer = { calls: [call('c1', 'look')] };

/** What the model is asked in a turn that answers such a message. */
async function requests(
  answers: readonly ScriptedAnswer[],
  options: MessageOptions = {},
  settings: Partial<ChatSettings> = {},
): Promise<readonly ModelRequest[]> {
  const client = createScriptedModel(answers);
  const message: ChatEvent = {
    type: 'userMessage',
    at: 1,
    id: 'u1',
    text: 'Do it.',
    attachments: [],
    options,
  };
  await play(turnOf({ client, tools: [look], events: [message], settings }));
  return client.requests;
}

describe('what a message asks for', () => {
  it('is streamed, with the tools to choose from, unless it says otherwise', async () => {
    const [request] = await requests([{ text: ['Hi'] }]);
    assert.equal(request?.delivery, 'stream');
    assert.deepEqual(request.toolChoice, { type: 'auto' });
    assert.equal(request.numberResults, undefined);
  });

  it('forces a call in the first request alone', async () => {
    const [first, second] = await requests([calls, { text: ['Done'] }], {
      toolChoice: { type: 'tool', name: 'look' },
    });
    assert.deepEqual(first?.toolChoice, { type: 'tool', name: 'look' });
    assert.deepEqual(second?.toolChoice, { type: 'auto' });
  });

  it('is delivered as the message, else as the chat wants it', async () => {
    const [byMessage] = await requests([{ text: ['Hi'] }], { delivery: 'sync' });
    assert.equal(byMessage?.delivery, 'sync');
    const [byChat] = await requests([{ text: ['Hi'] }], {}, { delivery: 'async' });
    assert.equal(byChat?.delivery, 'async');
  });

  it('is delivered as the model allows it', async () => {
    const facts = findModel('openai-gpt-5-4-pro');
    const [request] = await requests([{ text: ['Hi'] }], {}, { facts });
    assert.equal(request?.delivery, 'async');
  });

  it('names the webhook with background answers, and with no other', async () => {
    const webhookURL = (): string => 'https://hooks.example/x';
    const [background] = await requests([{ text: ['Hi'] }], { delivery: 'async' }, { webhookURL });
    assert.equal(background?.webhookURL, 'https://hooks.example/x');
    const [streamed] = await requests([{ text: ['Hi'] }], {}, { webhookURL });
    assert.equal(streamed?.webhookURL, undefined);
  });

  it('takes several answers at once, and without calls: they are texts to choose from', async () => {
    const answer: ScriptedAnswer = { text: [], wholeText: 'A', others: [{ wholeText: 'B' }] };
    const [request] = await requests([answer], { numberResults: 2 });
    assert.equal(request?.numberResults, 2);
    assert.equal(request.delivery, 'sync');
    assert.deepEqual(request.toolChoice, { type: 'none' });
  });

  it('takes JSON by its schema, as the answer itself', async () => {
    const schema = { type: 'object' };
    const [request] = await requests([{ text: ['{}'] }], { json: { schema } });
    assert.deepEqual(request?.json, { schema });
    assert.deepEqual(request.toolChoice, { type: 'none' });
  });

  it('offers the tools of the service behind ours', async () => {
    const [request] = await requests(
      [{ text: ['Hi'] }],
      {},
      {
        serviceTools: ['search', 'codeInterpreter'],
      },
    );
    assert.deepEqual(
      request?.tools?.map(tool => (tool.type === 'function' ? tool.name : tool.type)),
      ['look', 'search', 'codeInterpreter'],
    );
  });
});

describe('the images of a chat', () => {
  const image = { id: 'x', name: 'a.png', mediaType: 'image/png' };
  const message = (id: string): ChatEvent => ({
    type: 'userMessage',
    at: 1,
    id,
    text: 'Look.',
    attachments: [],
    images: [image, { id: 'y', name: 'b', mediaType: '', url: 'https://images.example/b.png' }],
  });
  const dataUri = (): Promise<string> => Promise.resolve('data:image/png;base64,AAAA');

  it('go along as bytes in the turn that brings them, and by UUID from the next one on', async () => {
    const uploads: string[] = [];
    const images = {
      dataUri,
      takesUploads: () => true,
      upload: (uri: string) => {
        uploads.push(uri);
        return Promise.resolve('11111111-1111-4111-8111-111111111111');
      },
    };
    const first = createScriptedModel([calls, { text: ['Seen'] }]);
    const turn = turnOf({ client: first, tools: [look], events: [message('u1')], images });
    const { events } = await play(turn);
    const bytes = ['data:image/png;base64,AAAA', 'https://images.example/b.png'];
    assert.deepEqual(
      first.requests.map(request => request.images),
      [bytes, bytes],
    );
    const next: ChatEvent = { type: 'userMessage', at: 2, id: 'u2', text: 'And?', attachments: [] };
    const second = createScriptedModel([calls, { text: ['So'] }]);
    const later = turnOf({
      client: second,
      tools: [look],
      events: [message('u1'), ...events, next],
      images,
    });
    await play(later);
    const uuid = ['11111111-1111-4111-8111-111111111111', 'https://images.example/b.png'];
    assert.deepEqual(
      second.requests.map(request => request.images),
      [uuid, uuid],
    );
    assert.deepEqual(uploads, ['data:image/png;base64,AAAA']);
  });

  it('go along as bytes where an upload fails or is not to be had', async () => {
    const fails = {
      dataUri,
      takesUploads: () => true,
      upload: () => Promise.reject(new Error('no')),
    };
    const none = { ...fails, takesUploads: () => false };
    for (const images of [fails, none]) {
      const client = createScriptedModel([{ text: ['So'] }]);
      const next: ChatEvent = {
        type: 'userMessage',
        at: 2,
        id: 'u2',
        text: 'And?',
        attachments: [],
      };
      await play(turnOf({ client, events: [message('u1'), next], images }));
      assert.equal(client.requests[0]?.images?.[0], 'data:image/png;base64,AAAA');
    }
  });

  it('go along anew where the service does not have an upload any more', async () => {
    const gone = Object.assign(new Error('no media'), { code: 'mediaNotFound' });
    let uploads = 0;
    const upload = (): Promise<string> => Promise.resolve(`upload-${(uploads += 1)}`);
    const client = createScriptedModel([{ instead: gone }, { text: ['So'] }]);
    const next: ChatEvent = { type: 'userMessage', at: 2, id: 'u2', text: 'And?', attachments: [] };
    const events = [message('u1'), next];
    await play(turnOf({ client, events, images: { dataUri, takesUploads: () => true, upload } }));
    assert.deepEqual(
      client.requests.map(request => request.images?.[0]),
      ['upload-1', 'upload-2'],
    );
  });
});
