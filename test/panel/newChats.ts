import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { toolItem } from './sampleChats.ts';

const usage = { promptTokens: 8_200, completionTokens: 412, cachedTokens: 6_144 };

/** Three answers to one message, of which one is to be kept. */
export const answersItem: Extract<ChatItem, { kind: 'answers' }> = {
  kind: 'answers',
  id: 'answers1',
  answers: [
    {
      text: 'Use a **map** by id:\n\n```ts\nconst byId = new Map();\n```',
      usage,
      costUsd: 0.031,
      cut: false,
    },
    {
      text: 'Sort once, then search by halves. It needs no further memory.',
      usage,
      costUsd: 0.027,
      cut: false,
    },
    {
      text: 'There are many ways. First of all, it is worth to look at how',
      usage,
      costUsd: 0.044,
      cut: true,
    },
  ],
};

export const question: ChatItem = {
  kind: 'user',
  id: 'q1',
  text: 'How do I find an item fast?',
  attachments: [],
};

/** What the service's own tools did, and where the answer comes from. */
export const searchedChat: readonly ChatItem[] = [
  question,
  toolItem({
    id: 's1',
    name: 'search',
    title: 'fast lookup by id in TypeScript',
    input: '',
    output: '3 results',
    summary: '3 results',
  }),
  toolItem({
    id: 's2',
    name: 'codeInterpreter',
    title: '',
    input: 'print(2 ** 10)',
    output: '1024',
    durationMs: 812,
  }),
  { kind: 'text', id: 'a1', text: 'A map is the usual way [1].', streaming: false },
  {
    kind: 'sources',
    id: 'sources1',
    sources: [
      { url: 'https://developer.mozilla.org/en-US/docs/Web/Map', title: 'Map - JavaScript | MDN' },
      { url: 'https://example.org/a/very/long/path?with=a&query=string', title: '' },
      { url: 'javascript:alert(1)', title: 'Not an address' },
    ],
  },
];

export const summaryItem: ChatItem = {
  kind: 'summary',
  id: 'summary1',
  text: '**Goal**: make `find` fast.\n\n- `src/items.ts` was read\n- a map by id was agreed on',
};

/** A call whose arguments are still on their way. */
export const receivingChat: readonly ChatItem[] = [
  question,
  toolItem({
    id: 'w1',
    name: 'create_file',
    title: 'src/itemIndex.ts',
    state: 'receiving',
    input: '',
    output: 'export function indexById(items: readonly Item[]): Map<string, Item> {\n',
  }),
];
