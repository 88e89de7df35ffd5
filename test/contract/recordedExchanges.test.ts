import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readBalance } from '../../src/api/account.ts';
import { uploadImage } from '../../src/api/mediaUpload.ts';
import type { ModelClient, ModelRequest } from '../../src/api/modelClient.ts';
import { fetchModelList } from '../../src/api/modelList.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import type { ServiceConnection } from '../../src/api/serviceConnection.ts';
import { lookUpCost } from '../../src/api/lookUpCost.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { text, tools } from '../support/runware/answers.ts';
import { localKey, startRunwareService, type RunwareService } from '../support/runware/service.ts';
import { ROOT } from '../support/sourceFiles.ts';
import { openWireTap, type TappedExchange } from '../support/wireTap.ts';
import { allOf } from './connection.ts';
import { sendTextTask } from './utilityService.ts';

/** The service, and what Plumb asks it with; all that Plumb sends goes through the tap. */
interface Tapped {
  readonly service: RunwareService;
  readonly client: ModelClient;
  readonly connection: ServiceConnection;
  readonly signal: AbortSignal;
}

const question: ModelRequest = {
  model: 'openai-gpt-5-5',
  systemPrompt: 'You are Plumb.',
  messages: [{ role: 'user', content: 'What does this diff do?' }],
  thinkingLevel: 'medium',
  maxTokens: 32_000,
};

const withTool: ModelRequest = {
  ...question,
  tools: [
    {
      type: 'function',
      name: 'read_file',
      description: 'Reads a file.',
      schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    },
  ],
};

const ask = ({ client, signal }: Tapped, request: ModelRequest) =>
  allOf(client.answer(request, { signal, beforeSend: () => Promise.resolve() }));

/** By the name of its block in docs/service.md. */
const recordings: Readonly<Record<string, (tapped: Tapped) => Promise<unknown>>> = {
  stream: tapped => {
    tapped.service.enqueue(text('The diff renames a flag.', { reasoning: 'A flag…' }));
    return ask(tapped, question);
  },
  sync: tapped => {
    tapped.service.enqueue(text('It renames a flag.', { others: [text('A flag is renamed.')] }));
    return ask(tapped, { ...question, delivery: 'sync', numberResults: 2 });
  },
  async: tapped => {
    tapped.service.enqueue(text('The diff renames a flag.', { pollsBeforeDone: 1 }));
    const webhookURL = 'https://hooks.example/plumb?secret=1';
    return ask(tapped, { ...question, delivery: 'async', webhookURL });
  },
  tools: async tapped => {
    const call = { id: 'call_1', name: 'read_file', arguments: { path: 'a.ts' } };
    tapped.service.enqueue(tools([call], { text: 'I will look.' }), text('It is a constant.'));
    await ask(tapped, withTool);
    await ask(tapped, {
      ...withTool,
      messages: [
        ...withTool.messages,
        {
          role: 'assistant',
          content: 'I will look.',
          tools: [{ id: 'call_1', name: 'read_file', input: { path: 'a.ts' } }],
        },
        { role: 'tool', id: 'call_1', content: 'export const a = 1;' },
      ],
    });
  },
  upload: ({ connection, signal }) =>
    uploadImage(connection, 'data:image/png;base64,iVBORw0KGgo=', signal),
  account: ({ connection, signal }) => readBalance(connection, signal),
  models: ({ connection, signal }) => fetchModelList(connection, signal),
  bill: async ({ service, connection, signal }) => {
    service.enqueue(text('The diff renames a flag.'));
    // Past the tap, as an answer that was stopped is: only the question for its bill is shown.
    await lookUpCost(connection, await sendTextTask(service), signal);
  },
};

async function record(play: (tapped: Tapped) => Promise<unknown>): Promise<string> {
  const service = await startRunwareService();
  const tap = await openWireTap(service.baseUrl);
  const connection: ServiceConnection = {
    baseUrl: tap.baseUrl,
    key: () => Promise.resolve(localKey),
    logger: nullLogger,
  };
  const client = createRunwareClient({ ...connection, wait: () => Promise.resolve() });
  try {
    await play({ service, client, connection, signal: new AbortController().signal });
    return normalised(await tap.exchanges());
  } finally {
    await tap.stop();
    await service.stop();
  }
}

/** What is different each time is named or numbered; everything else stays byte for byte. */
function normalised(exchanges: readonly TappedExchange[]): string {
  const ids = new Map<string, string>();
  const numbered = (id: string): string => {
    const known =
      ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
    ids.set(id, known);
    return known;
  };
  return exchanges
    .flatMap(({ request, response }) => [request, response])
    .map(message => message.trimEnd())
    .join('\n\n')
    .replaceAll(localKey, '[key]')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numbered)
    .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, '[port]')
    .replaceAll(/(?<=^date: ).*$/gim, '[date]');
}

const FILE = path.join(ROOT, 'docs/service.md');
const isUpdate = process.env['UPDATE_DOCS'] === '1';

/** The block that follows `<!-- recorded: name -->`. */
function blockOf(name: string): RegExp {
  return new RegExp(`(?<=<!-- recorded: ${name} -->\\n\\n\`\`\`http\\n)[^]*?(?=\\n\`\`\`\\n)`);
}

describe('The exchanges in docs/service.md', () => {
  for (const [name, play] of Object.entries(recordings)) {
    it(`are as they were recorded from the wire: ${name}`, async () => {
      const actual = await record(play);
      assert.match(actual, /^authorization: Bearer \[key\]$/m);
      assert.doesNotMatch(actual, /```/, 'nothing may close the block');
      const document = readFileSync(FILE, 'utf8');
      const block = blockOf(name);
      const shown = block.exec(document)?.[0];
      assert.ok(shown !== undefined, `docs/service.md has no block “${name}”`);
      if (isUpdate)
        writeFileSync(
          FILE,
          document.replace(block, () => actual),
        );
      else assert.equal(shown, actual, 'UPDATE_DOCS=1 writes it anew');
    });
  }

  it('are all recorded: no block is written by hand', () => {
    const document = readFileSync(FILE, 'utf8');
    const names = Array.from(document.matchAll(/<!-- recorded: (\w+) -->/g), match => match[1]);
    assert.deepEqual(names.sort(), Object.keys(recordings).sort());
  });
});
