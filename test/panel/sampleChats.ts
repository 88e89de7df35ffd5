import { undecided, undecidedEdit } from '../support/undecided.ts';
import type { ChatItem, ToolItem } from '../../src/protocol/viewModel.ts';

export function toolItem(item: Partial<ToolItem> & { readonly id: string }): ToolItem {
  return {
    kind: 'tool',
    name: 'read_file',
    title: 'src/cart.ts',
    state: 'done',
    input: '{\n  "path": "src/cart.ts"\n}',
    output: '',
    summary: '',
    ...item,
  };
}

export const editProposal: NonNullable<ToolItem['proposal']> = {
  kind: 'edit',
  ...undecidedEdit,
  hash: 'hash-of-edit',
  files: [
    {
      path: 'src/cart.ts',
      change: 'update',
      added: 2,
      removed: 1,
      hunks: [
        {
          oldStart: 11,
          newStart: 11,
          lines: [
            { kind: 'context', text: 'export function total(items: readonly Item[]): number {' },
            { kind: 'removed', text: '  return items.reduce((sum, item) => sum + item.price, 1);' },
            { kind: 'added', text: '  // An empty cart costs nothing.' },
            {
              kind: 'added',
              text: '  return items.reduce((sum, item) => sum + item.price * item.count, 0);',
            },
            { kind: 'context', text: '}' },
          ],
        },
      ],
    },
  ],
};

export const commandProposal: NonNullable<ToolItem['proposal']> = {
  kind: 'command',
  ...undecided,
  hash: 'hash-of-command',
  command: 'npm test -- --reporter dot',
  cwd: 'shop',
  timeoutMs: 120_000,
};

/** An edit that asks again: it touches a protected file after foreign text was read. */
export const cautiousProposal: NonNullable<ToolItem['proposal']> = {
  ...editProposal,
  hash: 'hash-of-caution',
  levels: ['edit', 'protected'],
  choices: ['approve', 'reject'],
  guarded: [
    {
      path: 'package.json',
      level: 'protected',
      reason: 'The package manager runs the scripts of this file.',
    },
  ],
  warnings: ['"postinstall" starts a program when the packages are installed.'],
  sources: [
    { origin: 'workspace', name: 'src/cart.ts' },
    { origin: 'dependency', name: 'node_modules/left-pad/README.md' },
    { origin: 'output', name: 'npm test' },
    { origin: 'workspace', name: 'src/index.ts' },
    { origin: 'web', name: 'search' },
    { origin: 'workspace', name: 'test/cart.test.ts' },
    { origin: 'workspace', name: 'README.md' },
    { origin: 'workspace', name: 'package.json' },
  ],
};

const base = {
  levels: [],
  sources: cautiousProposal.sources.slice(0, 3),
  guarded: [],
  warnings: [],
  choices: ['approve', 'reject', 'alwaysForChat'] as ('approve' | 'reject' | 'alwaysForChat')[],
};

/** Every other kind of question. */
export const questionsChat: readonly ChatItem[] = [
  { kind: 'user', id: 'u1', text: 'Is this package safe?', attachments: [] },
  {
    kind: 'instructions',
    id: 'i1',
    files: [
      { path: 'AGENTS.md', text: 'Run the tests with `npm test`.' },
      { path: 'sub/AGENTS.md', text: 'Use tabs.\u200b' },
    ],
  },
  {
    kind: 'plan',
    id: 'p1',
    steps: [
      { text: 'Read the manifest', state: 'done' },
      { text: 'Look at what it installs', state: 'inProgress' },
      { text: 'Say what is wrong', state: 'open' },
    ],
  },
  toolItem({
    id: 'q1',
    title: '.env',
    state: 'waiting',
    input: '',
    proposal: {
      kind: 'read',
      ...base,
      hash: 'h-read',
      guarded: [
        { path: '.env', level: 'secret', reason: 'It holds keys or credentials by its name.' },
      ],
    },
  }),
  toolItem({
    id: 'q2',
    name: 'offer',
    title: '',
    state: 'waiting',
    input: '',
    proposal: { kind: 'offer', ...base, hash: 'h-offer', tools: ['search', 'codeInterpreter'] },
  }),
  toolItem({
    id: 'q3',
    name: 'run_command',
    title: 'npm run watch',
    state: 'waiting',
    input: '',
    proposal: {
      kind: 'command',
      ...base,
      hash: 'h-command',
      choices: ['approve', 'reject', 'always'],
      command: 'npm run watch',
      cwd: 'shop',
      timeoutMs: 3_600_000,
      background: true,
    },
  }),
  toolItem({
    id: 'q4',
    name: 'apply_patch',
    title: 'package.json',
    state: 'waiting',
    input: '',
    proposal: cautiousProposal,
  }),
];

export const answerText = `The total was wrong for **two reasons**:

1. The sum started at \`1\`, so an empty cart cost $1.
2. \`item.count\` was ignored.

\`\`\`ts
export function total(items: readonly Item[]): number {
  // An empty cart costs nothing.
  return items.reduce((sum, item) => sum + item.price * item.count, 0);
}
\`\`\`

| Case | Before | After |
|------|-------:|------:|
| empty cart | 1 | 0 |
| 2 × 5 € | 6 | 10 |

> All 12 tests pass now.

See [the docs](https://example.org/reduce) for how \`reduce\` starts.`;

/** A turn as it looks while the agent waits for a decision. */
export const waitingChat: readonly ChatItem[] = [
  {
    kind: 'user',
    id: 'u1',
    text: 'The tests fail. Find out why and fix it.',
    attachments: [{ label: 'src/cart.ts:11-14', path: 'src/cart.ts', line: 11 }],
  },
  {
    kind: 'thinking',
    id: 't1',
    text: '**Looking for the failing test**\n\nThe suite is small, so run it first.',
    durationMs: 3_200,
  },
  {
    kind: 'text',
    id: 'a1',
    text: 'I will run the tests first, then look at `src/cart.ts`.',
    streaming: false,
  },
  toolItem({
    id: 'c0',
    name: 'list_directory',
    title: 'src',
    summary: '6 entries',
    durationMs: 12,
  }),
  toolItem({ id: 'c1', title: 'src/cart.ts:1-40', summary: '40 lines', durationMs: 8 }),
  toolItem({
    id: 'c2',
    name: 'run_command',
    title: 'npm test -- --reporter dot',
    state: 'failed',
    input: '{\n  "command": "npm test -- --reporter dot"\n}',
    output: '  11 passing\n  1 failing\n\n  1) total of an empty cart:\n     1 !== 0',
    summary: 'exit code 1',
    durationMs: 2_412,
    proposal: commandProposal,
  }),
  toolItem({
    id: 'c3',
    name: 'apply_patch',
    title: 'src/cart.ts',
    state: 'waiting',
    input: '',
    proposal: editProposal,
  }),
];

/** The same turn when it has ended. */
export const finishedChat: readonly ChatItem[] = [
  ...waitingChat.slice(0, -1),
  toolItem({
    id: 'c3',
    name: 'apply_patch',
    title: 'src/cart.ts',
    summary: '+2 −1',
    durationMs: 31,
    proposal: editProposal,
  }),
  { kind: 'text', id: 'a2', text: answerText, streaming: false },
  {
    kind: 'turn',
    id: 'turn1',
    usage: {
      promptTokens: 12_412,
      completionTokens: 846,
      cachedTokens: 9_216,
      reasoningTokens: 320,
    },
    costUsd: 0.0459,
    durationMs: 18_240,
  },
];
