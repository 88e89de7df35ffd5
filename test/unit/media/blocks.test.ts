import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  finishedBlocks,
  growingBlocks,
  wholeBlocks,
  type Block,
  type Blocks,
} from '../../../media/markdown/blocks.ts';
import { CHUNK_LINES, isClosedFence } from '../../../media/markdown/openFence.ts';

/** What is drawn of a block, whichever way it came about. */
function drawn(block: Block): unknown {
  if (block.kind === 'token') {
    const { token } = block;
    if (token.type !== 'code') return { ...token, raw: token.raw.trimEnd() };
    const { lang, text } = token as { lang?: string; text: string };
    return { type: 'code', lang: (lang ?? '').trim(), text: text.replace(/\n$/, '') };
  }
  return {
    type: 'code',
    lang: block.language.trim(),
    text: [...block.chunks, block.rest].join(''),
  };
}

function shown(blocks: Blocks): unknown[] {
  return blocks.groups.flat().map(drawn);
}

/** The states that a message goes through when it arrives in these pieces. */
function arrive(pieces: readonly string[]): Blocks[] {
  const states: Blocks[] = [];
  let text = '';
  for (const piece of pieces) {
    text += piece;
    states.push(growingBlocks(text, states.at(-1)));
  }
  return states;
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map(cut => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, at) => text.slice(at === 0 ? 0 : places[at - 1], end));
}

const fragments = [
  'word',
  '$x_1$',
  '$$',
  '$',
  '\\[',
  '\\]',
  'a_1 * b_2',
  '[^1]',
  '[^1]: note\n',
  ': ',
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '# ',
  '## Title\n',
  '#',
  '- ',
  '- item\n',
  '  - nested\n',
  '* ',
  '1. ',
  '2) two\n',
  '- [ ] task\n',
  '- [x] done\n',
  '> ',
  '> quote\n',
  '```',
  '```ts\n',
  '```\n',
  '````\n',
  '~~~\n',
  '   ```\n',
  '---\n',
  '***\n',
  '===\n',
  '--',
  '| a | b |\n',
  '|---|:-:|\n',
  '| 1 | 2 |\n',
  '<div>\n',
  '</div>\n',
  '<!-- ',
  ' -->\n',
  '<script>',
  '</script>\n',
  '**bold**',
  '_em_',
  '`code`',
  '``',
  '[text](https://example.org)',
  '![image](x.png)',
  'https://example.org',
  '&amp;',
  '\\*',
  'é😀',
];

const markdown = fc
  .array(fc.constantFrom(...fragments), { maxLength: 40 })
  .map(parts => parts.join(''))
  .filter(text => !/^ {0,3}\[/m.test(text) && !text.includes(']:'));

describe('blocks of a growing message', () => {
  it('are those of the whole message after every piece, however it is cut', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
        for (const state of arrive(cutAt(text, cuts))) {
          assert.deepEqual(shown(state), shown(wholeBlocks(state.text)));
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('are those of the whole message once it has ended, without parsing it again', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
        const last = arrive(cutAt(text, cuts)).at(-1);
        assert.deepEqual(shown(finishedBlocks(text, last)), shown(wholeBlocks(text)));
      }),
    );
  });

  it('are those of the whole message when it goes on after it had ended, again and again', () => {
    fc.assert(
      fc.property(
        markdown,
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.boolean(),
        (text, cuts, read) => {
          let state: Blocks | undefined;
          let arrived = '';
          for (const piece of cutAt(text, cuts)) {
            arrived += piece;
            const grown = read ? state : growingBlocks(arrived, state);
            state = finishedBlocks(arrived, grown);
            assert.deepEqual(shown(state), shown(wholeBlocks(arrived)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are those of the whole message after every single character', () => {
    fc.assert(
      fc.property(markdown, text => {
        for (const state of arrive(Array.from(text))) {
          assert.deepEqual(shown(state), shown(wholeBlocks(state.text)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keep their identity once they are frozen', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
        const states = arrive(cutAt(text, cuts));
        for (const [at, state] of states.entries()) {
          const next = states[at + 1];
          if (next === undefined) continue;
          const before = state.groups.flat().slice(0, state.frozen);
          const after = next.groups.flat();
          before.forEach((block, index) => assert.equal(after[index], block));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep the identity of full groups, so that a long answer is not drawn anew', () => {
    const states = arrive(Array.from({ length: 200 }, (_, at) => `Paragraph ${at}\n\n`));
    const first = states[60]?.groups[0];
    assert.ok(first !== undefined && first.length > 1);
    assert.ok(states.slice(60).every(state => state.groups[0] === first));
  });

  it('hold an open fence in whole chunks that keep their identity, and a rest', () => {
    const line = (at: number): string => `const value${at} = ${at};\n`;
    const pieces = ['Before\n\n```ts\n', ...Array.from({ length: 100 }, (_, at) => line(at))];
    const states = arrive(pieces);
    const last = states.at(-1)?.groups.flat().at(-1);
    assert.ok(last?.kind === 'openCode');
    assert.equal(last.chunks.length, Math.floor(100 / CHUNK_LINES));
    assert.equal(last.language, 'ts');
    const earlier = states[60]?.groups.flat().at(-1);
    assert.ok(earlier?.kind === 'openCode');
    assert.equal(earlier.chunks[0], last.chunks[0]);
    assert.equal(states.at(-1)?.fence?.scannedTo, pieces.join('').length);
  });

  it('start anew if the text is another one', () => {
    const before = growingBlocks('# One\n\ntwo');
    assert.deepEqual(shown(growingBlocks('Other', before)), shown(wholeBlocks('Other')));
  });

  it('are drawn late, and then whole, while one block grows large', () => {
    const rows = Array.from({ length: 300 }, (_, at) => `- ${'item '.repeat(20)}${at}\n`);
    const states = arrive(rows);
    const lexed = new Set(states.map(state => state.lexedTo)).size;
    assert.ok(lexed < rows.length, 'not every piece was lexed');
    const text = rows.join('');
    assert.deepEqual(shown(wholeBlocks(text, states.at(-1))), shown(wholeBlocks(text)));
  });
});

describe('blocks of a whole message', () => {
  it('keep the identity of blocks that had arrived equal', () => {
    const text = '# Title\n\npara\n\n- list\n';
    const growing = growingBlocks(text);
    const whole = wholeBlocks(text, growing);
    assert.deepEqual(
      whole.groups.flat().map((block, at) => block === growing.groups.flat()[at]),
      [true, true, true],
    );
  });

  it('see reference links whose definition came last', () => {
    const text = 'See [the docs][1].\n\n[1]: https://example.org\n';
    const whole = wholeBlocks(text, growingBlocks(text, growingBlocks('See [the docs][1].\n\n')));
    assert.match(JSON.stringify(whole.groups), /"href":"https:\/\/example.org"/);
  });
});

describe('whether the fence of a block of code is closed', () => {
  it('is told by its last line', () => {
    const closed = ['```ts\na\n```', '```\n```', '  ~~~\n  a\n  ~~~~ \n\n', '````\n```\n````'];
    const open = [
      '```',
      '```ts\n',
      '```ts\na',
      '```\na\n``',
      '````\n```\na\n```',
      '```\n~~~',
      'a\n```',
    ];
    assert.deepEqual([closed.every(isClosedFence), open.some(isClosedFence)], [true, false]);
  });
});
