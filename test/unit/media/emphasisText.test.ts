import assert from 'node:assert/strict';
import type { Token } from 'marked';
import { lex } from '../../../media/markdown/syntax.ts';

/** What stands in the first block; `<b>` for what is strong, `<i>` for what is emphasised. */
function drawn(text: string): string {
  return within(
    lex(text)[0]?.raw === undefined ? [] : (lex(text)[0] as { tokens: Token[] }).tokens,
  );
}

function within(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      const { tokens: inner } = token as { tokens?: Token[] };
      const shown = inner === undefined ? token.raw : within(inner);
      if (token.type === 'strong') return `<b>${shown}</b>`;
      return token.type === 'em' ? `<i>${shown}</i>` : shown;
    })
    .join('');
}

describe('emphasis', () => {
  it('ends and begins at signs where Chinese, Japanese and Korean go on without a space', () => {
    const expected = {
      '**注意：**请': '<b>注意：</b>请',
      '**重要。**これは': '<b>重要。</b>これは',
      '你好**“强调”**你好': '你好<b>“强调”</b>你好',
      '**중요(important)**합니다': '<b>중요(important)</b>합니다',
      'これは**「重要」**です。**（注）**です': 'これは<b>「重要」</b>です。<b>（注）</b>です',
      '**`npm`**を実行': '<b>`npm`</b>を実行',
      '请用**`npm`**运行': '请用<b>`npm`</b>运行',
      '*注：*请': '<i>注：</i>请',
      '***注：***请': '<i><b>注：</b></i>请',
      '**注：**abc': '<b>注：</b>abc',
      '*甲**强调。**乙*': '<i>甲<b>强调。</b>乙</i>',
      '**一：**二 **三：**四': '<b>一：</b>二 <b>三：</b>四',
    };
    for (const [text, html] of Object.entries(expected)) assert.equal(drawn(text), html);
  });

  it('is what it was in all else', () => {
    const expected = {
      '**bold**text': '<b>bold</b>text',
      'a**"b"**c': 'a**"b"**c',
      '**b.**c': '**b.**c',
      '2 * 3 * 4': '2 * 3 * 4',
      '字_“x”_字': '字_“x”_字',
      '**注： **请': '**注： **请',
      '\\*\\*注：\\*\\*请': '\\*\\*注：\\*\\*请',
      '这是**强调**文字': '这是<b>强调</b>文字',
      '*a **b** c*': '<i>a <b>b</b> c</i>',
    };
    for (const [text, html] of Object.entries(expected)) assert.equal(drawn(text), html);
  });
});
