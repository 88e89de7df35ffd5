import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ApiErrorGroup } from '../../src/api/errorGroups.ts';
import { abortReason } from '../../src/base/abort.ts';
import { PlumbError } from '../../src/base/errors.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { BudgetError } from '../../src/chat/budget.ts';
import type { Session } from '../../src/chat/session.ts';
import { createChatParticipant } from '../../src/host/lm/createChatParticipant.ts';
import { languageModelError } from '../../src/host/lm/languageModelError.ts';
import { readMessage } from '../../src/host/lm/readMessage.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { createScriptedModel, type ScriptedAnswer } from '../support/scriptedModel.ts';
import { sessionInMemory } from '../support/sessionInMemory.ts';
import { until } from '../support/until.ts';

describe('a message of VS Code’s language model API', () => {
  it('is read part by part, without what is nobody’s words', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const message = vscode.LanguageModelChatMessage.User([
      new vscode.LanguageModelTextPart('Look.'),
      vscode.LanguageModelDataPart.image(bytes, 'image/png'),
      vscode.LanguageModelDataPart.text('{"a":1}', 'application/json'),
      new vscode.LanguageModelDataPart(bytes, 'cache_control'),
      new vscode.LanguageModelDataPart(bytes, 'application/pdf'),
      new vscode.LanguageModelToolResultPart('c', [
        new vscode.LanguageModelTextPart('Seen.'),
        new vscode.LanguageModelPromptTsxPart({ node: 1 }),
        'of another kind',
      ]),
    ]);
    assert.deepEqual(readMessage(message), {
      role: 'user',
      parts: [
        { type: 'text', text: 'Look.' },
        { type: 'image', bytes, mediaType: 'image/png' },
        { type: 'text', text: '{"a":1}' },
        {
          type: 'text',
          text: '[3 bytes of application/pdf stood here; this model takes text and images.]',
        },
        {
          type: 'result',
          id: 'c',
          parts: [
            { type: 'text', text: 'Seen.' },
            { type: 'text', text: '{"node":1}' },
          ],
        },
      ],
    });
  });

  it('is of the model where it has its calls, and of nobody else for any other role', () => {
    const call = new vscode.LanguageModelToolCallPart('c', 'look', { at: 1 });
    const { role, parts } = readMessage({
      role: vscode.LanguageModelChatMessageRole.Assistant,
      content: [call],
    });
    assert.equal(role, 'assistant');
    assert.deepEqual(parts, [{ type: 'call', id: 'c', name: 'look', input: { at: 1 } }]);
    assert.equal(readMessage({ role: 3, content: [] }).role, 'system');
  });
});

describe('what goes wrong, for another extension', () => {
  const codeOf = (error: Error): string =>
    error instanceof vscode.LanguageModelError ? error.code : error.constructor.name;

  it('has the code that fits, and keeps the message for people', () => {
    const action = { label: 'Open', command: 'x' };
    const budget = languageModelError(new BudgetError('day', 'Raise the limit.', action));
    assert.equal(codeOf(budget), 'Blocked');
    assert.equal(budget.message, 'Raise the limit.');
    const groups: [ApiErrorGroup, string][] = [
      ['auth', 'NoPermissions'],
      ['notFound', 'NotFound'],
      ['quota', 'Blocked'],
      ['rateLimit', 'Blocked'],
      ['safety', 'Blocked'],
      ['serverError', 'Error'],
    ];
    for (const [group, code] of groups) {
      const error = new ApiError(group, { host: 'api.runware.ai' });
      const told = languageModelError(error);
      assert.equal(codeOf(told), code, group);
      assert.equal(told.message, error.message);
    }
    assert.equal(codeOf(languageModelError(new PlumbError('Plain.'))), 'Error');
  });

  it('is no error if it was cancelled', () => {
    const told = languageModelError(abortReason(AbortSignal.abort()));
    assert.ok(told instanceof vscode.CancellationError);
  });
});

describe('@plumb', () => {
  const token = new vscode.CancellationTokenSource().token;

  function arrange(answers: readonly ScriptedAnswer[], hasKey = true) {
    const client = createScriptedModel(answers);
    const session: Session = sessionInMemory(client, createInMemoryWorkspace({}));
    const opened: string[] = [];
    const handler = createChatParticipant({
      sessions: {
        create: () => {
          opened.push('new');
          return session;
        },
        open: id => {
          opened.push(id);
          return Promise.resolve(session);
        },
      },
      attachments: { read: refs => Promise.reject(new PlumbError(`${refs.length} is gone.`)) },
      ensureKey: () => Promise.resolve(hasKey),
      logger: nullLogger,
    });
    const shown: string[] = [];
    const stream = {
      markdown: (text: string | vscode.MarkdownString) => {
        assert.ok(typeof text === 'string');
        shown.push(text);
      },
      progress: (text: string) => {
        shown.push(`progress: ${text}`);
      },
      button: () => {
        shown.push('button');
      },
    };
    const ask = async (
      request: Partial<vscode.ChatRequest>,
      metadata?: Readonly<Record<string, unknown>>,
      cancelled = token,
    ): Promise<vscode.ChatResult> => {
      const history = metadata === undefined ? [] : [{ result: { metadata } }];
      const whole = { prompt: '', references: [], command: undefined, ...request };
      return handler(whole, { history }, stream, cancelled);
    };
    return { ask, shown, opened, client };
  }

  it('answers in a chat of ours, and goes on in it', async () => {
    const plumb = arrange([{ text: ['One', '.'] }, { text: ['Two.'] }]);
    const first = await plumb.ask({ prompt: 'First?' });
    assert.deepEqual(first, { metadata: { chatId: 'chat' } });
    await plumb.ask({ prompt: 'Second?' }, first.metadata);
    assert.deepEqual(plumb.opened, ['new', 'chat']);
    assert.deepEqual(plumb.shown, ['One', '.', 'Two.']);
    const said = plumb.client.requests.at(-1)?.messages.map(({ content }) => content);
    assert.deepEqual(said, ['First?', 'One.', 'Second?']);
  });

  it('takes a command for its prompt, and attaches what goes along', async () => {
    const plumb = arrange([{ text: ['Clear.'] }]);
    const references: vscode.ChatPromptReference[] = [
      { id: 'note', value: 'The sky is blue.' },
      { id: 'file', value: vscode.Uri.file('/gone.ts') },
    ];
    await plumb.ask({ command: 'explain', prompt: 'Briefly.', references });
    const [row] = plumb.client.requests[0]?.messages ?? [];
    assert.match(
      row?.content ?? '',
      /^Explain what the attached code does[^]*\n\nBriefly\.\n\nAttached note:/,
    );
    assert.match(row?.content ?? '', /The sky is blue\./);
    assert.deepEqual(plumb.shown, ['progress: 1 is gone.', 'Clear.']);
  });

  it('says why it did not answer, with the chat to go on in', async () => {
    const plumb = arrange([{ text: ['Hm'], instead: new PlumbError('It broke. Try again.') }]);
    assert.deepEqual(await plumb.ask({ prompt: 'Hi' }), {
      metadata: { chatId: 'chat' },
      errorDetails: { message: 'It broke. Try again.' },
    });
  });

  it('asks for words, and for the key, before it opens a chat', async () => {
    const silent = arrange([]);
    assert.match((await silent.ask({})).errorDetails?.message ?? '', /Write what you want/);
    const keyless = arrange([], false);
    assert.match((await keyless.ask({ prompt: 'Hi' })).errorDetails?.message ?? '', /API key/);
    assert.deepEqual([...silent.opened, ...keyless.opened], []);
  });

  it('stops when VS Code’s chat does', async () => {
    const plumb = arrange([{ text: ['On and on'], instead: 'hang' }]);
    const source = new vscode.CancellationTokenSource();
    const running = plumb.ask({ prompt: 'Talk' }, undefined, source.token);
    await until('it has begun', () => plumb.shown.length > 0);
    source.cancel();
    assert.deepEqual(await running, { metadata: { chatId: 'chat' } });
  });
});
