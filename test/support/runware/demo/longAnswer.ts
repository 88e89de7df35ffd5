import { say, type Reply } from './reply.ts';

const subjects = [
  ['Whole cents', 'amounts are counted, not measured, and a count has no fraction'],
  ['Where to round', 'every rounding is a decision about who gets the cent'],
  ['Sharing out', 'parts that are rounded one by one do not add up to the whole'],
  ['Thresholds', 'the value exactly at a limit is the one that people ask about'],
  ['Tables of rules', 'a table is read by people and by code, and both assume an order'],
  ['Receipts', 'what is printed has to be what was charged'],
  ['Vouchers', 'taking something off may never give something back'],
  ['Tests', 'a test at the limit says more than ten beside it'],
] as const;

/** Streams for some twenty seconds at the demo's own pace: for pressing Stop. */
export function longAnswer(): Reply {
  const sections = subjects.map(
    ([title, reason], index) => `
## ${index + 1}. ${title}

The rule is short: ${reason}. It is easy to agree with and easy to break, because the code that breaks it looks just as tidy as the code that keeps it. That is why it is worth a sentence in the place where the next person will look for it.

- **What goes wrong.** Nothing at first. The figures that one tries out by hand are round, and round figures forgive everything. The first customer with twelve notebooks and a voucher finds what the author did not.
- **How it shows.** A total that is off by one cent, or a discount that is never given. Small enough to be explained away, often enough to be a pattern.
- **What helps.** Name the unit in the type, keep the rule in one function, and write the test with the value at the very edge.

\`\`\`ts
// ${title}
assert.equal(before, after, '${reason}');
\`\`\`
`,
  );
  return say(
    `# Eight things about adding up prices\n${sections.join('')}\nThat is the whole list.`,
    'A long answer was asked for. I will go through the subject step by step and take my time. ',
  );
}
