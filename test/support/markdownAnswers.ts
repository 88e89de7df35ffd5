/** An answer of this many UTF-16 code units, as a model writes one: headings, prose, lists, code, now and then a table. */
export function markdownAnswer(length: number): string {
  const parts: string[] = [];
  for (let section = 1, size = 0; size < length; section += 1) {
    const part = [
      `## Step ${section}: look at \`module${section}.ts\``,
      `The function **parse${section}** reads the header, then hands the rest to its caller. It fails when the *length* field is larger than what was read, which is what the test shows; see [the format](https://example.org/format/${section}).`,
      `Three things follow from that:\n\n- the check has to come before the slice,\n- an empty body is valid, so \`0\` must pass,\n- and the error should name the \`offset\` at which reading stopped.`,
      `\`\`\`ts\nexport function parse${section}(input: Uint8Array): Header {\n  const view = new DataView(input.buffer, input.byteOffset);\n  const size = view.getUint32(0);\n  if (size > input.length - 4) {\n    throw new RangeError(\`header of \${size} bytes at ${section}\`);\n  }\n  // The body starts behind the length field.\n  return { size, body: input.subarray(4, 4 + size) };\n}\n\`\`\``,
      section % 4 === 0
        ? `| Case | Before | After |\n|------|-------:|------:|\n| empty | throws | ${section} |\n| short | wrong | throws |\n| exact | ok | ok |`
        : `1. Run the tests of \`module${section}\`.\n2. Change the order of the two lines.\n3. Run them again, and the neighbours as well.`,
    ].join('\n\n');
    parts.push(part);
    size += part.length + 2;
  }
  return parts.join('\n\n').slice(0, length);
}

/** One fence, as when a file is written. */
export function codeFence(length: number): string {
  const line = (at: number): string =>
    `  const value${at} = compute(${at}, 'text', [${at}, 2, 3]);\n`;
  let text = '```ts\n';
  for (let at = 0; text.length < length - 4; at += 1) text += line(at);
  return `${text.slice(0, length - 5)}\n\`\`\``;
}
