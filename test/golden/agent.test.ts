import type { ChatEvent, LiveEvent } from '../../src/chat/events.ts';
import type { ScriptedAnswer } from '../support/scriptedModel.ts';
import { assertGolden } from './goldenFile.ts';
import { call, PATCH, playGolden } from './goldenChat.ts';

const is =
  (type: (ChatEvent | LiveEvent)['type'], callId?: string) =>
  (event: ChatEvent | LiveEvent): boolean =>
    event.type === type && (callId === undefined || ('callId' in event && event.callId === callId));

const look: ScriptedAnswer = {
  reasoning: ['I should see', ' what there is.'],
  text: ['I will look at', ' the project first.'],
  calls: [call('c1', 'list_directory', { path: '.', depth: 2 })],
};
const read: ScriptedAnswer = {
  calls: [
    call('c2', 'read_file', { path: 'src/discount.ts' }),
    call('c3', 'read_file', { path: 'test/discount.test.ts' }),
  ],
};
const runTests = (id: string): ScriptedAnswer => ({
  text: ['Now the tests.'],
  calls: [call(id, 'run_command', { command: 'npm test' })],
});
const patch: ScriptedAnswer = {
  text: ['The first tier that fits wins, so ten never get ten percent.'],
  calls: [call('c5', 'apply_patch', { input: PATCH })],
};
const summary: ScriptedAnswer = {
  text: ['Fixed: the higher tier is now tried first (`src/discount.ts:3`). `npm test` passes.'],
  usage: { promptTokens: 900, completionTokens: 40, cachedTokens: 512, reasoningTokens: 0 },
  costUsd: 0.0042,
};
const mainJob = [look, read, runTests('c4'), patch, runTests('c6'), summary];

describe('golden transcripts', () => {
  it('the main job, from the question to green tests', async () => {
    assertGolden('mainJob', await playGolden({ answers: mainJob }));
  });

  it('a patch that is rejected', async () => {
    const answers = [read, patch, { text: ['Then I leave it as it is. What would you prefer?'] }];
    assertGolden('rejected', await playGolden({ answers, decisions: { c5: 'reject' } }));
  });

  it('a hunk that the user undoes while the agent works, told with the next request', async () => {
    const edits = [
      {
        path: 'src/discount.ts',
        line: 3,
        rows: ['-  if (quantity >= 5) return 5;', '   if (quantity >= 10) return 10;'],
      },
    ];
    const answers = [read, patch, runTests('c6'), { text: ['I leave that line to you.'] }];
    assertGolden('undoneHunk', await playGolden({ answers, undone: { look: 4, edits } }));
  });

  it('R45 what the user says meanwhile, told at the next step', async () => {
    const says = { at: is('toolOutput', 'c4'), text: 'Keep the comments.', how: 'steer' } as const;
    assertGolden('steered', await playGolden({ answers: mainJob, says }));
  });

  it('R45 what the user says meanwhile, sent when the turn has ended', async () => {
    const says = { at: is('toolOutput', 'c4'), text: 'Now the docs.', how: 'queue' } as const;
    const answers = [...mainJob, { text: ['There are no docs.'] }];
    assertGolden('queued', await playGolden({ answers, says }));
  });

  it('tools side by side, the results in the order of the calls', async () => {
    const answers: ScriptedAnswer[] = [
      {
        calls: [
          call('c1', 'read_file', { path: 'src/discount.ts' }),
          call('c2', 'read_file', { path: 'src/missing.ts' }),
          call('c3', 'search_text', { pattern: 'discountPercent' }),
          call('c4', 'find_files', { glob: '**/*.test.ts' }),
          call('c5', 'list_directory', {}),
        ],
      },
      { text: ['Seen.'] },
    ];
    assertGolden('sideBySide', await playGolden({ answers }));
  });

  it('R37 arguments that are no JSON, do not fit, or name no tool', async () => {
    const answers: ScriptedAnswer[] = [
      {
        calls: [
          {
            valid: false,
            id: 'c1',
            name: 'apply_patch',
            raw: '{"input": "*** Begin Patch\\n*** Update',
            reason: 'the arguments end in the middle of a string.',
          },
          call('c2', 'read_file', { path: 7, lines: [] }),
          call('c3', 'delete_everything', {}),
        ],
      },
      { text: ['I see.'] },
    ];
    assertGolden('invalidArguments', await playGolden({ answers }));
  });

  it('R37 a call cut off by the output limit, then Continue', async () => {
    const answers: ScriptedAnswer[] = [
      {
        text: ['Here is the fix'],
        calls: [
          call('c1', 'read_file', { path: 'src/discount.ts' }),
          {
            valid: false,
            id: 'c2',
            name: 'apply_patch',
            raw: '{"input": "*** Begin Patch\\n*** Update',
            reason: 'the arguments end in the middle of a string.',
          },
        ],
        finishReason: 'length',
      },
      { text: ['I will make the patch smaller.'] },
    ];
    assertGolden('cutOffByLength', await playGolden({ answers, then: 'continue' }));
  });

  it('R52 the same patch that never fits', async () => {
    const input = PATCH.replace('return 0', 'return 1');
    const answers = [1, 2, 3, 4].map(n => ({ calls: [call(`c${n}`, 'apply_patch', { input })] }));
    assertGolden('repeatedFailure', await playGolden({ answers }));
  });

  it('R52 the same reading that says the same', async () => {
    const answers = [1, 2, 3, 4].map(n => ({
      calls: [call(`c${n}`, 'read_file', { path: 'package.json' })],
    }));
    assertGolden('repeatedResult', await playGolden({ answers }));
  });

  it('the limit of steps', async () => {
    const answers = Array.from({ length: 60 }, (_, index) => ({
      calls: [call(`c${index + 1}`, 'read_file', { path: 'package.json', endLine: index + 1 })],
    }));
    const [happened = ''] = (await playGolden({ answers })).split('\nsent with request');
    assertGolden('stepLimit', lastLines(happened, 20));
  });

  describe('R45 Stop', () => {
    const stops: readonly [
      name: string,
      answers: readonly ScriptedAnswer[],
      stopAt: (event: ChatEvent | LiveEvent) => boolean,
    ][] = [
      ['thinking', [{ reasoning: ['Hm'], instead: 'hang' }], is('reasoning')],
      ['text', [{ text: ['Half a sen'], instead: 'hang' }], is('text')],
      ['arriving', [{ ...patch, instead: 'hang' }], is('receivingCall')],
      ['approval', [read, patch], is('toolProposed')],
      ['command', [runTests('c4')], is('toolOutput')],
      [
        'betweenFiles',
        [
          {
            calls: [
              call('c1', 'create_file', { path: 'a.txt', text: 'a' }),
              call('c2', 'create_file', { path: 'b.txt', text: 'b' }),
            ],
          },
        ],
        is('toolEnded', 'c1'),
      ],
    ];
    for (const [name, answers, stopAt] of stops) {
      it(`at ${name}, then Continue`, async () => {
        const text = await playGolden({
          answers: [...answers, { text: ['Where was I?'] }],
          stopAt,
          then: 'continue',
          onCommand: ({ onOutput }, signal) =>
            new Promise(resolve => {
              signal.addEventListener('abort', () => {
                resolve({ endedBy: 'stop', exitCode: undefined, output: '...', durationMs: 100 });
              });
              onOutput('...');
            }),
        });
        assertGolden(`stop-${name}`, text);
      });
    }
  });
});

function lastLines(text: string, count: number): string {
  return text.split('\n').slice(-count).join('\n');
}
