const ESCAPE = '\u001b';

/** Colours, movements of the cursor, titles and links of a terminal; unfinished ones at the end too. */
const SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]?|\\][^\u0007${ESCAPE}]*(?:\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~]?)`,
  'g',
);

/** Output of a program as plain text: without what would steer a terminal. */
export function plainOutput(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCE, '') : text;
}
