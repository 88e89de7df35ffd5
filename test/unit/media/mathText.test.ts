import assert from 'node:assert/strict';
import type { Token } from 'marked';
import { known, lex } from '../../../media/markdown/syntax.ts';

/** Types and texts of what stands in the first block. */
function inline(text: string): string[] {
  const tokens = (lex(text)[0] as { tokens?: Token[] } | undefined)?.tokens ?? [];
  return tokens.map(token => `${token.type}:${(token as { text?: string }).text ?? token.raw}`);
}

describe('formulas', () => {
  it('are kept as they are written, signs of emphasis and all', () => {
    assert.deepEqual(inline('so $a_1 * b_2 * c_3$ holds'), [
      'text:so ',
      'math:$a_1 * b_2 * c_3$',
      'text: holds',
    ]);
    assert.deepEqual(inline('*x $a * b$ y*'), ['em:x $a * b$ y']);
    assert.deepEqual(inline('\\(x_i^2\\) and \\[y = 1\\]'), [
      'math:x_i^2',
      'text: and ',
      'math:y = 1',
    ]);
    assert.deepEqual(inline('let $n$ be'), ['text:let ', 'math:$n$', 'text: be']);
  });

  it('are no prices, variables or escapes', () => {
    for (const text of [
      'costs $5 and $10 now',
      '$5-$10',
      'US$5/US$6',
      '$HOME/$PATH',
      '$HOME and $PATH',
      '\\[not a link\\]',
      '`$x_1$`',
      '\\$a_1\\$',
      '$0.05/1K tokens in, $0.15/1K tokens out (US$).',
      '$5/user, $10/team, and 20$',
      '$20/month*2 here, and 27$ there',
      '$3/GB, so 2*3$',
      'A$/US$',
      '$$ and $$',
      'both $$ and $$ stay',
      '/^a$/ and /^b$/',
      '(x)$=1$ and 2^$=1$',
      '$.ajax()/$.get()',
      'variables $?/$! and $*/$@',
    ]) {
      assert.ok(!inline(text).some(token => token.startsWith('math')), text);
      assert.notEqual(lex(text)[0]?.type, 'math', text);
    }
  });

  it('may hold words and numbers as formulas do', () => {
    for (const text of [
      '$2x + 1$',
      '$10^{-3}$',
      '$3/4$',
      '$1/n$',
      '$ab + cd = ef$',
      '$\\text{area} = \\mathrm{width} * h$',
      '$sin(x) + cos(x)$',
      '$x_{max} - x_{min}$',
      '$$E = mc^2$$',
    ]) {
      assert.deepEqual(inline(`so ${text}`), ['text:so ', `math:${text}`]);
    }
  });

  it('are blocks of their own where they begin a line, and end at a blank line', () => {
    const block = known(lex('$$\n- a_1\n# b\n$$\n\nafter')[0] as Token);
    assert.equal(block.type === 'math' ? block.text : block.type, '- a_1\n# b');
    assert.equal(lex('\\[\nx\n\\]')[0]?.type, 'math');
    assert.equal(lex('$$\na\n\nb\n$$')[0]?.type, 'paragraph');
  });
});

describe('footnotes', () => {
  it('are told apart from links, at both ends', () => {
    assert.deepEqual(inline('a[^1] b'), ['text:a', 'footnoteRef:[^1]', 'text: b']);
    const tokens = lex('[^1]: one *two*\n  more\n[^b]: word\n\ntext');
    assert.deepEqual(
      tokens.map(token => token.type).filter(type => type !== 'space'),
      ['footnote', 'footnote', 'paragraph'],
    );
  });
});
