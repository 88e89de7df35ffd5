import assert from 'node:assert/strict';
import { firstWords, notificationText } from '../../../src/host/notificationText.ts';

/** What VS Code makes a link of in a notification (its `linkedText.ts`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('Text of the model in a notification', () => {
  it('is the prose of an answer before its code, without signs', () => {
    const answer =
      '**No change** is needed in\n`src/a.ts`:\n\n```ts\nconst a = 1;\n```\n\nThat is all.';
    assert.equal(firstWords(answer), 'No change is needed in src/a.ts:');
  });

  it('is the code of an answer that begins with it', () => {
    assert.equal(firstWords('```ts\nconst a = 1;\n```\nDone.'), 'const a = 1; Done.');
  });

  it('is cut where it is too long', () => {
    assert.equal(firstWords('word '.repeat(39)), 'word '.repeat(39).trim());
    assert.equal(firstWords('word '.repeat(60)), `${'word '.repeat(40).trim().slice(0, 199)}…`);
  });

  it('is no link, which would run a command', () => {
    const link = '[harmless](command:workbench.action.quit)';
    assert.match(link, LINK);
    assert.doesNotMatch(notificationText(`echo '${link}'`), LINK);
    for (const answer of [link, `\`${link}\``, `\`\`\`\n${link}\n\`\`\``, `\\${link}`]) {
      assert.doesNotMatch(firstWords(answer), LINK, answer);
      assert.match(firstWords(answer), /^\[?harmless/);
    }
  });
});
