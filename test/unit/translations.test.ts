import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '../support/sourceFiles.ts';

const LANGUAGES = ['de', 'es', 'fr', 'ja', 'zh-cn'] as const;
type Language = (typeof LANGUAGES)[number];

/** Words that are the same in a language as in English; names and units are the same in all. */
const SAME: Readonly<Record<Language, readonly string[]>> = {
  de: ['Plan', 'Chat', 'Chats', 'Stream', 'Terminal', 'Terminal: {0}', '{0} in {1}:{2}', 'Symbol'],
  es: ['web', 'Plan', 'Chats', 'Error', 'Terminal', 'Terminal: {0}', '{0} tokens'],
  fr: [
    ...['{0} × {1} pixels', '{0} commits', '{0} passages', '{0} actions', 'Images', 'Continue.'],
    ...['Conversation', 'Sources', 'secret', 'Secret', 'web', 'image', 'Plan', 'Mode', 'Chats'],
    ...['Message', 'Options', 'Terminal', 'Suggestions', 'Instructions', 'Actions'],
    '{0} suggestions',
  ],
  ja: [],
  'zh-cn': [],
};
const SAME_IN_ALL: readonly string[] = [
  ...['Plumb', 'Plumb: {0}', 'Commit', '{0} s', '{0} min', '{0} min {1} s', '{0} KB', '{0} MB'],
];

/** What must stand in a translation as it stands in the text: places, icons, settings, links. */
const FIXED = /\{\d+\}|\$\([\w-]+\)|`[^`]+`|#[\w.]+#|command:[\w.]+|https?:\/\/[\w.:@/-]+/g;

function texts(file: string): Readonly<Record<string, string>> {
  return z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')));
}

function fixedParts(text: string): string[] {
  return [...text.matchAll(FIXED)].map(([part]) => part).sort();
}

/** A text without a letter of its own, such as `{0} / {1}`. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(FIXED, ''));
}

for (const language of LANGUAGES) {
  describe(`the translation to ${language}`, () => {
    for (const [english, translated] of [
      ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
      ['package.nls.json', `package.nls.${language}.json`],
    ] as const) {
      const original = texts(english);
      const keys = Object.keys(original);

      it(`has every text of ${english}, and no other`, () => {
        const known = Object.keys(texts(translated));
        assert.deepEqual(
          keys.filter(key => !known.includes(key)),
          [],
        );
        assert.deepEqual(
          known.filter(key => !keys.includes(key)),
          [],
        );
      });

      it(`keeps the places, icons, settings and links of ${english}`, () => {
        const found = texts(translated);
        const wrong = keys.filter(key => {
          const before = fixedParts(original[key] ?? '');
          const after = fixedParts(found[key] ?? '');
          return before.join('\n') !== after.join('\n');
        });
        assert.deepEqual(wrong, []);
      });

      it(`translates all of ${english} but names and a short list`, () => {
        const found = texts(translated);
        const same = [...SAME_IN_ALL, ...SAME[language]];
        assert.deepEqual(
          keys.filter(key => {
            const text = original[key] ?? '';
            return found[key] === text && hasWords(text) && !same.includes(text);
          }),
          [],
        );
      });
    }
  });
}
