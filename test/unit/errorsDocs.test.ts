import assert from 'node:assert/strict';
import { ApiError, type ApiErrorFacts } from '../../src/api/apiErrors.ts';
import type { ApiErrorGroup } from '../../src/api/errorGroups.ts';
import type { ModelAnswer } from '../../src/api/modelClient.ts';
import { createBudget, type BudgetRequest } from '../../src/chat/budget.ts';
import { endingOf, endingOfError, type Ending } from '../../src/chat/ending.ts';
import { createLedger } from '../../src/chat/ledger.ts';
import { turnNotice } from '../../src/host/turnNotice.ts';
import { assertFilesExist, readInRepository } from '../support/documentedCases.ts';
import { createInMemoryLedger } from '../support/inMemoryLedger.ts';

/** What a person sees: what is said, and the buttons, the primary one first. */
interface Shown {
  readonly said: string;
  readonly buttons: readonly string[];
}

const DOCUMENT = 'docs/errors.md';

/** Below the turn, as the panel draws it. */
function below(ending: Ending): Shown {
  const notice = turnNotice('n', { type: 'turnEnded', at: 1, ...ending });
  assert.ok(notice !== undefined);
  return { said: notice.message, buttons: notice.actions.map(({ label }) => label) };
}

const failure = (error: unknown): Shown => below(endingOfError(error));
const refused = (group: ApiErrorGroup, facts: Partial<ApiErrorFacts> = {}): Shown =>
  failure(new ApiError(group, { host: 'api.runware.ai', said: 'Why.', ...facts }));

const answer: ModelAnswer = {
  taskUUID: 'a',
  text: '',
  reasoning: '',
  toolCalls: [],
  finishReason: 'stop',
  usage: undefined,
  costUsd: undefined,
  sources: [],
  serviceToolUses: [],
};
function answered(finishReason: ModelAnswer['finishReason'], text = ''): Shown {
  const ending = endingOf({ ...answer, finishReason, text }, 4_000);
  assert.ok(ending !== undefined);
  return below(ending);
}

async function beyond(
  request: Partial<BudgetRequest>,
  dayLimitUsd?: number,
  broken?: Error,
): Promise<Shown> {
  const port = createInMemoryLedger();
  port.failure = broken;
  const budget = createBudget({
    ledger: createLedger(port, () => 0),
    dayLimitUsd: () => dayLimitUsd,
  });
  const whole = {
    ...{ taskUUID: 'a', chatId: 'c', model: 'm', boundUsd: 0.5, chatSpentUsd: 1 },
    chatLimitUsd: undefined,
  };
  try {
    await budget.reserve({ ...whole, ...request });
  } catch (error) {
    return failure(error);
  }
  return assert.fail('It is not refused');
}

/** Of what only a drawn panel or a whole chat shows: the texts must stand in these files. */
function written(said: string, buttons: readonly string[], ...files: string[]): Shown {
  const texts = files.flatMap(file =>
    [...readInRepository(file).matchAll(/l10n\.t\(\s*(['"`])([^]*?)\1\s*[,)]/g)].map(
      ([, , text = '']) => text.replace(/\{\d\}/g, '…'),
    ),
  );
  const found = texts.find(text => text.includes(said));
  assert.ok(found !== undefined, `${files.join(', ')} says: ${said}`);
  for (const button of buttons) assert.ok(texts.includes(button), `${button} is a button there`);
  return { said: found, buttons };
}

/** What the product shows, by the first cell of its row. */
const SHOWN: Readonly<Record<string, () => Shown | Promise<Shown>>> = {
  'There is no key': () =>
    written(
      'Plumb needs a Runware API key',
      ['Set API key', 'Show me how to begin'],
      ...['media/banners.tsx', 'media/emptyState.tsx'],
    ),
  'The key is refused (401)': () => refused('auth'),
  'The balance is used up': () => refused('quota'),
  'Too many requests (429)': () => refused('rateLimit'),
  'The name of the service is not known': () => refused('network', { trouble: 'nameUnknown' }),
  'There is no network': () => refused('network', { trouble: 'offline' }),
  'The connection is refused': () => refused('network', { trouble: 'refused' }),
  'The service does not answer': () => refused('network', { trouble: 'unanswered' }),
  'The proxy is in the way': () =>
    refused('network', { proxy: { host: 'proxy:8080', why: 'unreached' } }),
  'A login page or a filter answers': () => refused('network', { trouble: 'intercepted' }),
  'What came is no answer of the service': () => refused('protocol'),
  'A certificate cannot be verified': () =>
    refused('certificate', { trouble: 'certificateUnknown' }),
  'A certificate is out of date': () => refused('certificate', { trouble: 'certificateOutOfDate' }),
  'The connection broke before an answer': () => refused('network'),
  'The service took too long': () => refused('timeout'),
  'The service failed': () => refused('serverError'),
  "The model's provider failed": () => refused('provider'),
  'The service does not take the request': () => refused('validation'),
  'The model or the request is not known': () => refused('notFound'),
  'A billed answer whose text is gone': () => refused('textGone'),
  'Anything else that the service reports': () => refused('unknown'),
  'The connection broke within an answer': () => answered('truncated', 'So far'),
  'The answer reached the limit on tokens': () => answered('length', 'So far'),
  'An empty answer: all spent on thinking (R38)': () => answered('length'),
  'An empty answer otherwise': () => answered('stop'),
  'The content filter ended an answer': () => answered('content_filter', 'As I'),
  "The message breaks the service's rules": () => refused('safety'),
  "The chat's limit would be passed (R54)": () => beyond({ chatLimitUsd: 1.2 }),
  "The day's limit would be passed (R55)": () => beyond({}, 0.2),
  'What a model costs is not known': () => beyond({ boundUsd: undefined }, 1),
  'The record of spending cannot be written': () => beyond({}, 5, new Error('ENOSPC')),
  'The context is full': () =>
    written(
      'more than the … that are allowed. Summarise the chat, or allow more.',
      ['Summarise and go on', 'Allow up to … tokens'],
      'src/chat/contextEnding.ts',
    ),
  'Something inside Plumb failed': () => failure(new TypeError('x is undefined')),
  'A newer Plumb wrote the chat': () =>
    written(
      'This chat was written by a newer Plumb',
      ['Begin a new chat'],
      ...['src/chat/turnRunner.ts', 'media/banners.tsx'],
    ),
  'Another window has the chat': () =>
    written(
      'This chat is open in another window',
      ['Continue here'],
      ...['src/chat/chatHold.ts', 'media/banners.tsx'],
    ),
  'The figures cannot be loaded': () =>
    written('The figures could not be loaded.', ['Refresh'], 'media/usage/usagePage.tsx'),
};

interface Row {
  readonly name: string;
  readonly said: string;
  readonly buttons: readonly string[];
}

function rowsOf(text: string): Row[] {
  return text
    .split('\n')
    .filter(line => /^\| (?!What happened|-)/.test(line))
    .map(line => {
      const [, name = '', said = '', primary = '', also = ''] = line
        .split('|')
        .map(cell => cell.trim());
      return { name, said, buttons: [primary, ...(also === '' ? [] : also.split(', '))] };
    });
}

/** `…` stands for what differs from time to time. */
function pattern(text: string): RegExp {
  const parts = text.split('…').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}

describe('the errors that the documentation names', () => {
  const text = readInRepository(DOCUMENT);
  const rows = rowsOf(text);

  it('are all compared, each once', () => {
    assert.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(SHOWN).sort());
  });

  for (const { name, said, buttons } of rows) {
    it(`says and offers what it shows: ${name}`, async () => {
      const shown = await SHOWN[name]?.();
      assert.ok(shown !== undefined);
      assert.notEqual(said, '');
      assert.match(shown.said, pattern(said));
      assert.equal(shown.buttons.length, buttons.length, shown.buttons.join(', '));
      for (const [at, button] of buttons.entries()) {
        assert.match(shown.buttons[at] ?? '', new RegExp(`^${pattern(button).source}$`));
      }
    });
  }

  it('name tests that are there', () => assertFilesExist(text));
});
