import type { TextTask } from '../textTask.ts';
import { refusalOf, type Conversation, type Step } from './conversation.ts';
import { act, callOf, say, type Reply } from './reply.ts';

const source = 'src/discount.ts';
const tests = 'test/discount.test.ts';
const testCommand = 'npm test';

/** Finds and mends the bug of the sample workspace, one step an answer, as far as the results allow. */
export function fixTests(task: TextTask, { steps }: Conversation): Reply {
  const last = steps.at(-1);
  if (last !== undefined && refusalOf(last) !== undefined) return turnedDown(last);
  const listing = steps.find(step => step.name === 'list_directory');
  if (listing === undefined) return look(task);
  const paths = pathsOf(listing.result);
  const sourcePath = paths.find(path => path.endsWith(source));
  const testsPath = paths.find(path => path.endsWith(tests));
  if (sourcePath === undefined || testsPath === undefined) return unknownProject();
  const read = steps.find(step => step.name === 'read_file' && step.input['path'] === sourcePath);
  if (read === undefined) return readBoth(task, sourcePath, testsPath);
  const patched = steps.findIndex(step => step.name === 'apply_patch');
  const runs = steps.slice(patched + 1).filter(step => step.name === 'run_command');
  const run = runs.at(-1);
  if (patched === -1) {
    if (run === undefined) return runFirst(task);
    return exitCode(run) === 0 ? nothingFails(run) : mend(task, { sourcePath, read, run });
  }
  const patch = steps[patched];
  if (patch !== undefined && !patch.result.startsWith('Applied')) return notApplied(patch);
  if (run === undefined) return runAgain(task);
  return exitCode(run) === 0 ? done(sourcePath, run) : stillFailing(run);
}

function look(task: TextTask): Reply {
  return act([callOf(task, 'list_directory', { path: '.', depth: 2 })], {
    reasoning:
      'The user says that tests fail, but not which. I need to know what kind of project this is and how its tests are run before I form any idea of the cause. ',
    text: 'I will look at the project first.',
  });
}

function readBoth(task: TextTask, sourcePath: string, testsPath: string): Reply {
  return act(
    [
      callOf(task, 'read_file', { path: sourcePath }),
      callOf(task, 'read_file', { path: testsPath }),
    ],
    {
      reasoning:
        'A small TypeScript project: a basket, discounts, money and a receipt, each with its tests. Rules with thresholds are where such code most often goes wrong, so discount.ts and its tests come first. The two do not depend on each other: read both at once. ',
      text: 'The discounts have rules with thresholds; I read them together with their tests.',
    },
  );
}

function runFirst(task: TextTask): Reply {
  return act([callOf(task, 'run_command', { command: testCommand })], {
    reasoning:
      '`tiers` goes upwards: 5, 10, 50. `find` returns the first entry that fits, and for 12 pieces that is already the tier from 5. That would give 5 % where 10 % is due. This is only a suspicion until I have seen which tests fail. ',
    text: 'I have a suspicion. The tests will show whether it is right.',
  });
}

function mend(
  task: TextTask,
  found: { readonly sourcePath: string; readonly read: Step; readonly run: Step },
): Reply {
  const lines = linesOf(found.read.result);
  const at = lines.findIndex(line => line.includes('tiers.find('));
  const wrong = lines[at];
  if (wrong === undefined) {
    return say(`
The tests still fail, but not for a reason that I can see in \`${found.sourcePath}\`: the line that I suspected is not there any more.

${failing(found.run)}

This is a scripted demo service, and its script ends here. Nothing was changed.`);
  }
  const anchor = lines.slice(0, at).findLast(line => line.includes('function ')) ?? '';
  const patch = [
    '*** Begin Patch',
    `*** Update File: ${found.sourcePath}`,
    `@@ ${anchor}`,
    `-${wrong}`,
    `+${wrong.replace('tiers.find(', 'tiers.findLast(')}`,
    ...lines.slice(at + 1, at + 3).map(line => ` ${line}`),
    '*** End Patch',
  ].join('\n');
  return act([callOf(task, 'apply_patch', { input: patch })], {
    reasoning:
      'That fits: 5 where 10 was expected, and a receipt that charges 12 notebooks with 5 %. The tiers go upwards and quantity >= from holds for every lower tier as well, so the last one that fits is the right one. `findLast` says exactly that and leaves the table as it is. ',
    text: `${failing(found.run)}\n\nBoth have one cause: for 12 pieces \`find\` stops at the tier from 5. The last tier that fits is the one that counts.`,
  });
}

function runAgain(task: TextTask): Reply {
  return act([callOf(task, 'run_command', { command: testCommand })], {
    reasoning:
      'The change is in. Now the whole suite again, to see that nothing else depended on it. ',
    text: 'The tests once more, to be sure.',
  });
}

function done(sourcePath: string, run: Step): Reply {
  const passed = /\bpass (\d+)/.exec(run.result)?.[1];
  return say(
    `
**The tests pass again**${passed === undefined ? '' : `: ${passed} of ${passed}`}.

The cause was one line of \`${sourcePath}\`. The tiers are listed upwards, and \`find\` returned the *first* that a quantity reaches, so nobody ever got more than 5 %. It now takes the last:

\`\`\`ts
const tier = tiers.findLast(({ from }) => quantity >= from);
\`\`\`

| Quantity | Before | Now |
| --- | ---: | ---: |
| 4 | 0 % | 0 % |
| 5 | 5 % | 5 % |
| 12 | 5 % | 10 % |
| 50 | 5 % | 15 % |

Verified with \`${testCommand}\`. One thing is left to you: receipts that were printed before charged too much for ten or more of one thing.`,
    'Exit code 0, all tests pass. Report the cause, the change and what was verified. ',
  );
}

function nothingFails(run: Step): Reply {
  const passed = /\bpass (\d+)/.exec(run.result)?.[1];
  return say(`
I ran \`${testCommand}\` and **no test fails**${passed === undefined ? '' : `: ${passed} pass`}. I changed nothing.

If you see a failure elsewhere, tell me the command or paste its output.`);
}

function stillFailing(run: Step): Reply {
  return say(`
The change is in, but the tests still fail:

${failing(run)}

I have not changed anything further. This is a scripted demo service, and its script ends here.`);
}

function notApplied(patch: Step): Reply {
  return say(`
My change could not be applied, and the file is as it was. The editor says:

> ${patch.result.split('\n')[0] ?? ''}

Ask me again and I will read the file afresh.`);
}

function turnedDown(step: Step): Reply {
  const refusal = refusalOf(step);
  if (refusal === 'stopped') {
    return say(`
You stopped me there, so I leave it at that: \`${step.name}\` was not finished. Say **continue** and I take it up again.`);
  }
  const why =
    refusal === 'readOnly' ? 'This chat is set to read only' : 'You rejected that, so I left it';
  if (step.name === 'run_command') {
    return say(`
${why}: the tests were not run, and nothing was changed.

I suspect \`discountPercent\` in \`${source}\`: \`find\` takes the first tier that a quantity reaches, not the highest. Without a test run that is not proven. Run \`${testCommand}\` yourself and tell me what it prints, or say **continue** and I ask again.`);
  }
  return say(`
${why}: no file was changed, and the tests fail as before.

This is what I proposed:

\`\`\`diff
-  const tier = tiers.find(({ from }) => quantity >= from);
+  const tier = tiers.findLast(({ from }) => quantity >= from);
\`\`\`

Sorting the tiers downwards would do as well, with \`find\` left as it is. Which do you prefer?`);
}

function unknownProject(): Reply {
  return say(`
I looked for \`${source}\` and its tests and did not find them here. This is the scripted local demo service: it can mend the bug of Plumb's sample workspace and knows no other project.`);
}

/** The names of the tests that failed, from node's own report. */
function failing(run: Step): string {
  const names = new Set(
    [...run.result.matchAll(/^\s*(?:✖|not ok \d+ -) (.+?)(?: \([\d.]+ms\))?$/gm)]
      .map(match => match[1] ?? '')
      .filter(name => !/^failing tests:?$/.test(name)),
  );
  const list = [...names].map(name => `- ${name}`).join('\n');
  return names.size === 0
    ? `\`${testCommand}\` ends with exit code ${exitCode(run) ?? 'unknown'}.`
    : `${names.size === 1 ? 'One test fails' : `${names.size} tests fail`}:\n\n${list}`;
}

function exitCode(run: Step): number | undefined {
  const code = /^Exit code (\d+)/.exec(run.result)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** The text of a file from `read_file`: a heading, then a number, a tab and the line. */
function linesOf(result: string): readonly string[] {
  return [...result.matchAll(/^\d+\t(.*)$/gm)].map(match => match[1] ?? '');
}

/** Paths from `list_directory`: names with deeper levels indented by two spaces each. */
function pathsOf(listing: string): readonly string[] {
  const above: string[] = [];
  const paths: string[] = [];
  for (const line of listing.split('\n')) {
    const name = line.trimStart();
    const level = (line.length - name.length) / 2;
    above.length = Math.min(above.length, level);
    if (name.endsWith('/')) above.push(name);
    else paths.push(above.join('') + name);
  }
  return paths;
}
