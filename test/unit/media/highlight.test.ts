import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCodeHighlighter } from '../../../media/markdown/highlight.ts';
import { splitRuns } from '../../../media/markdown/useHighlight.ts';

const colour = createCodeHighlighter();

describe('coloured code', () => {
  it('is the code itself, whatever it holds', () => {
    const parts = fc.constantFrom(
      'function a(b: C) {\n',
      '`${x}`',
      '<script>let a</script>',
      '/* ',
      '"',
      '\\',
      '#',
      "'''",
      'é😀',
      '\n',
      '<b class="x">',
      'SELECT 1;',
      '- a: b\n',
    );
    const languages = fc.constantFrom(
      'ts',
      'tsx',
      'html',
      'py',
      'sh',
      'json',
      'yaml',
      'css',
      'rs',
      'cs',
      'cpp',
      'go',
      'java',
      'sql',
      'md',
      'diff',
    );
    fc.assert(
      fc.property(fc.array(parts), languages, (code, language) => {
        const runs = colour(code.join(''), language);
        assert.equal(runs?.map(run => run.text).join(''), code.join(''));
      }),
    );
  });

  it('tells keywords, names, strings and comments apart', () => {
    const runs = colour('const name = "x"; // why\nfunction f(a) {}', 'ts');
    const style = (text: string): string | undefined => runs?.find(run => run.text === text)?.style;
    assert.equal(style('const'), 'code-keyword');
    assert.equal(style('"x"'), 'code-string');
    assert.equal(style('// why'), 'code-comment');
    assert.equal(style('f'), 'code-function');
  });

  it('colours a script within a page as a script', () => {
    const runs = colour('<script>const a = 1; function f() { return a; }</script>', 'html');
    assert.ok(runs?.some(run => run.text === 'return' && run.style === 'code-keyword'));
  });

  it('leaves a language that it does not know alone', () => {
    assert.equal(colour('x', 'brainfuck'), undefined);
    assert.equal(colour('x', 'constructor'), undefined);
  });

  it('is dealt out to chunks without loss', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string({ minLength: 1 })), (chunks, cuts) => {
        const text = chunks.join('');
        let at = 0;
        const runs = cuts.map(cut => {
          const part = { text: text.slice(at, at + cut.length), style: cut };
          at += cut.length;
          return part;
        });
        runs.push({ text: text.slice(at), style: '' });
        const dealt = splitRuns(runs, chunks).map(part => part.map(run => run.text).join(''));
        assert.deepEqual(dealt, chunks);
      }),
    );
  });
});
