/** What the demo has to say about the functions of the sample workspace. */
const explanations: readonly { readonly about: RegExp; readonly markdown: string }[] = [
  {
    about: /function shareOut|byRemainder/,
    markdown: `
### What it does

\`shareOut\` divides an amount of whole cents by weights, so that **the parts add up to the amount exactly**. It is the *largest remainder method*, the one that turns votes into seats.

1. Each part is worked out exactly and rounded down.
2. Rounding down leaves a few cents over, always fewer than there are parts.
3. These go, one each, to the parts that lost most by the rounding.

\`\`\`ts
shareOut(100, [1, 1, 1]); // [34, 33, 33]: 100, not 99
\`\`\`

### Why it is written this way

Rounding each part on its own is shorter, but the sum may then be off:

| | 100 over [1, 1, 1] | Sum |
| --- | --- | ---: |
| rounded one by one | 33, 33, 33 | 99 |
| \`shareOut\` | 34, 33, 33 | 100 |

### What to watch out for

- **Ties** go to the part that comes first, because \`sort\` is stable. The result is the same every time.
- **Negative amounts** work, since \`Math.floor\` rounds them away from zero and the difference is handed back.
- A **negative weight** is not refused as long as the sum is above 0. Check for it if weights come from outside.
- Very large amounts lose precision in \`cents * weight\`, above 2^53.`,
  },
  {
    about: /discountPercent\(quantity: number\)|\btiers\b/,
    markdown: `
### What it does

\`discountPercent\` looks a quantity up in \`tiers\` and returns the discount in percent, or 0 below the first tier.

### What to watch out for

The tiers are listed **upwards**, and \`find\` returns the *first* entry that fits. For 12 pieces that is the tier from 5:

\`\`\`ts
discountPercent(12); // 5, though the table says 10
\`\`\`

That looks like a mistake: \`findLast\` would return the highest tier that is reached. Use **Plumb: Fix** on it if you agree.`,
  },
  {
    about: /function formatCents|toLocaleString/,
    markdown: `
### What it does

\`formatCents\` writes whole cents as an amount in euros, with thousands separated:

\`\`\`ts
formatCents(123456); // "1,234.56 €"
formatCents(-5);     // "-0.05 €"
\`\`\`

### Why it is written this way

The sign is taken off first, since \`Math.floor\` and \`%\` go in different directions below zero. \`padStart\` keeps the nought of 5 cents.

### What to watch out for

The locale is fixed: readers of German expect \`1.234,56 €\`. \`Intl.NumberFormat\` would do the whole of it.`,
  },
  {
    about: /function receipt|shareOut\(Math\.min/,
    markdown: `
### What it does

\`receipt\` makes the lines that a customer sees and the total. A voucher is spread over the lines in proportion to what each costs, so that the lines add up to the total.

### Why it is written this way

- The voucher is capped at the basket's worth: \`Math.min(voucher, before)\`.
- \`shareOut\` makes sure that no cent is lost between the lines.

### What to watch out for

An empty basket, or one that is free, must not reach \`shareOut\`, which wants a weight above 0; hence the condition on \`before\`.`,
  },
];

/** Markdown about the function that a text shows, if it is one of the sample's. */
export function explanationOf(code: string): string | undefined {
  return explanations.find(({ about }) => about.test(code))?.markdown.trim();
}
