import type { TextTask } from '../textTask.ts';
import { refusalOf, type Attachment, type Conversation, type Step } from './conversation.ts';
import { explanationOf } from './explanations.ts';
import { act, callOf, say, type Reply } from './reply.ts';

/** Answers what is asked of a piece of code that came along; undefined if it is something else. */
export function answerSelection(task: TextTask, conversation: Conversation): Reply | undefined {
  const [selection] = conversation.attachments;
  if (selection === undefined) return undefined;
  const last = conversation.steps.at(-1);
  if (last !== undefined) return afterStep(task, selection, last);
  const { request } = conversation;
  if (/^explain\b/i.test(request)) return explain(selection);
  if (/^(write )?(documentation|docs)\b|documentation comments?/i.test(request)) {
    return document(task, selection);
  }
  if (/^(write|generate|add) .*tests?\b/i.test(request)) return writeTests(task, selection);
  if (/^refactor\b/i.test(request)) return refactor(task, selection);
  if (/\bfix\b/i.test(request)) return fix(task, selection);
  return undefined;
}

function explain(selection: Attachment): Reply {
  const known = explanationOf(selection.text);
  return say(
    known ?? notInScript(selection, 'explain'),
    `The user wants ${selection.label} explained. Say what it does, why it is done so, and where it can surprise. `,
  );
}

function fix(task: TextTask, { path, label, text }: Attachment): Reply {
  const line = text.split('\n').find(candidate => candidate.includes('tiers.find('));
  if (line === undefined) {
    return say(
      `I find nothing wrong in \`${label}\` and changed nothing. (I am a script: the one bug that I know is in \`src/discount.ts\`.)`,
    );
  }
  const oldText = line.trim();
  return act(
    [
      callOf(task, 'apply_edit', {
        path,
        oldText,
        newText: oldText.replace('tiers.find(', 'tiers.findLast('),
      }),
    ],
    {
      reasoning:
        'The tiers go upwards and find returns the first that fits, so every quantity from 5 on gets 5 %. findLast is the smallest change that gives the highest tier. ',
      text: 'The first tier that fits is taken, but the last is the right one: they are listed upwards.',
    },
  );
}

function refactor(task: TextTask, selection: Attachment): Reply {
  const found = /( *)let sign = '';[\s\S]*? \+ ' €';/.exec(selection.text)?.[0];
  if (found === undefined) return say(notInScript(selection, 'refactor'));
  const newText = [
    "  const sign = cents < 0 ? '-' : '';",
    "  const whole = Math.floor(Math.abs(cents) / 100).toLocaleString('en-US');",
    "  const rest = String(Math.abs(cents) % 100).padStart(2, '0');",
    '  return `${sign}${whole}.${rest} €`;',
  ].join('\n');
  return act([callOf(task, 'apply_edit', { path: selection.path, oldText: found, newText })], {
    reasoning:
      'A variable that is assigned twice, and a sum of five strings. A conditional and a template read plainly; nothing else may change. ',
    text: 'The sign becomes one expression and the sum of strings a template; what it returns stays the same.',
  });
}

function document(task: TextTask, selection: Attachment): Reply {
  const heading = 'export function receipt(';
  if (!selection.text.includes(heading)) return say(notInScript(selection, 'document'));
  if (/\*\/\nexport function receipt\(/.test(selection.text)) {
    return say('This function has a documentation comment already; I changed nothing.');
  }
  const comment = [
    '/**',
    ' * The receipt of a basket. A voucher is taken off each line in proportion to what it costs and is',
    ' * worth at most the whole basket.',
    ' * @param voucher in cents',
    ' */',
  ].join('\n');
  const edit = { path: selection.path, oldText: heading, newText: `${comment}\n${heading}` };
  return act([callOf(task, 'apply_edit', edit)], {
    reasoning:
      'What a caller cannot see from the signature: the unit of the voucher, how it is spread over the lines, and that it is capped. ',
    text: 'I document what the signature does not say: the unit of the voucher and how it is spread.',
  });
}

const newTests = 'test/shareOut.test.ts';

function writeTests(task: TextTask, selection: Attachment): Reply {
  if (!selection.text.includes('shareOut')) return say(notInScript(selection, 'write tests for'));
  const text = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOut } from '../src/money.ts';

test('the odd cent goes to the largest remainder', () => {
  assert.deepEqual(shareOut(10, [1, 2]), [3, 7]);
});

test('a weight of 0 gets nothing', () => {
  assert.deepEqual(shareOut(99, [0, 1]), [0, 99]);
});

test('without any weight there is nothing to go by', () => {
  assert.throws(() => shareOut(100, [0, 0]), RangeError);
});
`;
  return act([callOf(task, 'create_file', { path: newTests, text })], {
    reasoning:
      'shareOut rounds down and gives the cents that are left to the largest remainders. Worth testing: who gets the odd cent, a weight of 0, no weight at all. ',
    text: 'Three tests: the odd cent, a weight of 0, and no weight at all.',
  });
}

function afterStep(task: TextTask, selection: Attachment, step: Step): Reply {
  const refusal = refusalOf(step);
  if (refusal === 'stopped') {
    return say('You stopped me there; nothing more was done. Say **continue** to go on.');
  }
  if (refusal !== undefined) {
    return say(`
${refusal === 'readOnly' ? 'This chat is set to read only' : 'You rejected that'}, so \`${selection.path}\` is as it was. Tell me what you would like to have otherwise.`);
  }
  if (step.name === 'run_command') {
    return /^Exit code 0\b/.test(step.result)
      ? say(`The new tests are in \`${newTests}\`, and they pass.`)
      : say(`The new tests are in \`${newTests}\`, but the run did not end well; see its output.`);
  }
  if (!/^Applied/.test(step.result)) {
    return say(`
The change could not be made, and nothing is different now. The editor says:

> ${step.result.split('\n')[0] ?? ''}`);
  }
  if (step.name === 'create_file') {
    return act([callOf(task, 'run_command', { command: `node --test ${newTests}` })], {
      reasoning: 'Only these tests matter now; the narrowest run answers it. ',
      text: 'Now I run them.',
    });
  }
  return say(
    `Done: \`${selection.path}\` is changed. I did not run the tests; say so if I should.`,
  );
}

function notInScript({ label, language, text }: Attachment, verb: string): string {
  const lines = text.split('\n').length;
  return `You would like me to ${verb} \`${label}\` (${lines} ${lines === 1 ? 'line' : 'lines'} of ${language}). I am the **scripted local demo service**, not a model, and my script does not cover this code. In the sample workspace I can:

- explain \`shareOut\`, \`discountPercent\`, \`formatCents\` and \`receipt\`
- fix \`discountPercent\`, refactor \`formatCents\`, document \`receipt\`, write tests for \`shareOut\`

With a Runware key the same command is answered by GPT-5.5.`;
}
