import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { AppliedTransaction } from '../../src/host/edits/transactions.ts';
import {
  apply,
  assertRefused,
  create,
  folderToEditIn,
  remove,
  transactions,
  update,
} from './editing.ts';

interface Sample {
  readonly title: string;
  readonly encoding: string;
  /** What VS Code is told, where the file does not say it itself. */
  readonly setting?: string;
  /** A word and another, with their bytes, and what comes before the text. */
  readonly words: readonly [string, string];
  readonly bytes: (word: string) => Buffer;
  readonly mark?: Buffer;
}

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** By hand, so that VS Code's own encoder is not what it is compared with. */
const byTable = (table: Readonly<Record<string, string>>) => (text: string) =>
  Buffer.from(
    Array.from(text)
      .map(character => table[character] ?? Buffer.from(character, 'latin1').toString('hex'))
      .join(''),
    'hex',
  );

const SAMPLES: readonly Sample[] = [
  { title: 'R08 UTF-8', encoding: 'utf8', words: ['é', '😀'], bytes: text => Buffer.from(text) },
  {
    title: 'R08 UTF-8 with its mark',
    encoding: 'utf8bom',
    words: ['é', '😀'],
    bytes: text => Buffer.from(text),
    mark: Buffer.from('\ufeff'),
  },
  {
    title: 'R09 UTF-16 LE',
    encoding: 'utf16le',
    words: ['é', '😀'],
    bytes: text => Buffer.from(text, 'utf16le'),
    mark: Buffer.from('\ufeff', 'utf16le'),
  },
  {
    title: 'R09 UTF-16 BE',
    encoding: 'utf16be',
    words: ['é', '😀'],
    bytes: swapped,
    mark: swapped('\ufeff'),
  },
  {
    title: 'R10 Windows-1252',
    encoding: 'windows1252',
    setting: 'windows1252',
    words: ['é', '€'],
    bytes: byTable({ é: 'e9', '€': '80' }),
  },
  {
    title: 'R10 Shift-JIS',
    encoding: 'shiftjis',
    setting: 'shiftjis',
    words: ['日本', '語'],
    bytes: byTable({ 日: '93fa', 本: '967b', 語: '8cea' }),
  },
  {
    title: 'R10 GBK',
    encoding: 'gbk',
    setting: 'gbk',
    words: ['中文', '字'],
    bytes: byTable({ 中: 'd6d0', 文: 'cec4', 字: 'd7d6' }),
  },
];

describe('edits in the encodings of files', () => {
  const at = folderToEditIn();
  const settings = () => vscode.workspace.getConfiguration('files');
  const set = (name: string, value: unknown) =>
    settings().update(name, value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    for (const name of ['encoding', 'autoGuessEncoding']) await set(name, undefined);
  });

  const toldBy = async (work: () => ReturnType<typeof apply>): Promise<AppliedTransaction> => {
    let told: AppliedTransaction | undefined;
    const listener = transactions.onDidApply(each => {
      told = each;
    });
    const outcome = await work();
    listener.dispose();
    assert.ok(told, JSON.stringify(outcome));
    return told;
  };

  for (const { title, encoding, setting, words, bytes, mark = Buffer.of() } of SAMPLES) {
    const [word, other] = words;
    const whole = (text: string) => Buffer.concat([mark, bytes(text)]);

    it(`${title}: changes, creates, moves, deletes and gives back exactly these bytes`, async () => {
      await set('encoding', setting ?? (encoding === 'utf8' ? undefined : encoding));
      const before = whole(`${word}\r\n${word} x`);
      for (const file of ['a.txt', 'moved.txt', 'gone.txt']) await at.write(file, before);
      const changes = [
        await update(at, 'a.txt', `${word} x`, `${other}\r\nx`),
        { ...(await update(at, 'moved.txt', ' x', other)), moveTo: at.at('to.txt') },
        await remove(at, 'gone.txt'),
        create(at, 'new.txt', `${other}${word}\n`),
      ];
      const told = await toldBy(() => apply(...changes));
      assert.deepEqual(await at.bytes('a.txt'), whole(`${word}\r\n${other}\r\nx`));
      assert.deepEqual(await at.bytes('to.txt'), whole(`${word}\r\n${word}${other}`));
      assert.deepEqual(await at.bytes('new.txt'), whole(`${other}${word}\n`));
      assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'new.txt', 'to.txt']);
      assert.deepEqual(
        told.files.map(file => (file.after ?? file.before)?.encoding),
        [encoding, encoding, encoding, encoding],
      );
      const back = told.files.map(({ display, before: target, after: expected }) => ({
        display,
        expected,
        target,
      }));
      const signal = new AbortController().signal;
      const outcome = await transactions.restore(back, { kind: 'review' }, signal);
      assert.equal(outcome.applied, true, JSON.stringify(outcome));
      assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'gone.txt', 'moved.txt']);
      for (const file of await readdir(at.folder)) assert.deepEqual(await at.bytes(file), before);
    });

    it(`${title}: keeps every byte where line endings are mixed`, async () => {
      await set('encoding', setting);
      await at.write('mixed.txt', whole(`${word}\r\none\n${word}\r${word}`));
      const outcome = await apply(await update(at, 'mixed.txt', 'one', other));
      assert.equal(outcome.applied, true, JSON.stringify(outcome));
      assert.deepEqual(await at.bytes('mixed.txt'), whole(`${word}\r\n${other}\n${word}\r${word}`));
    });

    if (setting === undefined) continue;
    it(`${title} R11: names the character that it lacks`, async () => {
      await set('encoding', setting);
      const before = whole(`${word} one\n`);
      await at.write('a.txt', before);
      assertRefused(
        await apply(await update(at, 'a.txt', 'one', '😀')),
        new RegExp(`"😀" \\(U\\+1F600\\).*a\\.txt \\(${encoding}\\)`),
      );
      assert.deepEqual(await at.bytes('a.txt'), before);
    });
  }

  for (const encoding of ['shiftjis', 'gbk']) {
    it(`R12 refuses bytes that are not valid ${encoding}`, async () => {
      await set('encoding', encoding);
      const before = Buffer.from([0x61, 0xff, 0x0a]);
      await at.write('a.txt', before);
      assertRefused(await apply(await update(at, 'a.txt', 'a', 'b')), /a\.txt has bytes that/);
      assert.deepEqual(await at.bytes('a.txt'), before);
    });
  }

  it('R10 goes by the encoding that VS Code guesses', async () => {
    await set('autoGuessEncoding', true);
    const text = `${'これは日本語の文章です。漢字とかなが混ざっています。\n'.repeat(20)}one\n`;
    await at.write('a.txt', await vscode.workspace.encode(text, { encoding: 'shiftjis' }));
    const outcome = await apply(await update(at, 'a.txt', 'one', '語'));
    assert.equal(outcome.applied, true, JSON.stringify(outcome));
    assert.deepEqual(
      await at.bytes('a.txt'),
      Buffer.from(
        await vscode.workspace.encode(text.replace('one', '語'), { encoding: 'shiftjis' }),
      ),
    );
  });

  it('R10 goes by the encoding that the settings give to a language', async () => {
    const language = () => vscode.workspace.getConfiguration('files', { languageId: 'plaintext' });
    const setForLanguage = (value: string | undefined) =>
      language().update('encoding', value, vscode.ConfigurationTarget.Workspace, true);
    await setForLanguage('windows1252');
    try {
      await at.write('a.txt', Buffer.from('caf\xe9\n', 'latin1'));
      const outcome = await apply(
        await update(at, 'a.txt', 'café', 'fünf €'),
        create(at, 'new.txt', 'é\n'),
      );
      assert.equal(outcome.applied, true, JSON.stringify(outcome));
      assert.deepEqual(await at.bytes('a.txt'), Buffer.from('f\xfcnf \x80\n', 'latin1'));
      assert.deepEqual(await at.bytes('new.txt'), Buffer.from('\xe9\n', 'latin1'));
    } finally {
      await setForLanguage(undefined);
    }
  });
});
