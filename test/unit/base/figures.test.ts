import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  decimal,
  inThousands,
  shortCount,
  usd,
  writeFiguresIn,
} from '../../../src/base/figures.ts';
import { duration, fileSize } from '../../../media/format.ts';
import type { ModelAnswer } from '../../../src/api/modelClient.ts';
import { findModel } from '../../../src/api/models.ts';
import { endingOf } from '../../../src/chat/ending.ts';
import { prefixNotice } from '../../../src/host/chatItems.ts';
import { modelInformation } from '../../../src/host/lm/modelInformation.ts';
import { modelOption } from '../../../src/host/modelOption.ts';
import { ROOT } from '../../support/sourceFiles.ts';

describe('figures for people', () => {
  it('shorten token counts to four signs', () => {
    const counts = [0, 950, 1_000, 1_249, 12_400, 99_960, 272_000, 999_499, 999_600, 1_050_000];
    assert.deepEqual(counts.map(shortCount), [
      '0',
      '950',
      '1k',
      '1.2k',
      '12.4k',
      '100k',
      '272k',
      '999k',
      '1M',
      '1.1M',
    ]);
  });

  it('show small costs to a hundredth of a cent', () => {
    assert.deepEqual([0, 0.00204, 0.0999, 0.1, 12.4].map(usd), [
      '$0.00',
      '$0.0020',
      '$0.0999',
      '$0.10',
      '$12.40',
    ]);
  });

  it('are in English as they are in the code, thousands and rounding alike', () => {
    assert.deepEqual(
      [decimal(64_000, 0), decimal(1.005, 2), decimal(2.5, 6, 0), usd(1_234.5), usd(-5)],
      ['64000', '1.00', '2.5', '$1234.50', '$-5.00'],
    );
    assert.equal(inThousands(1_050_000), '1050k');
  });
});

describe('figures for people who read German', () => {
  const facts = findModel('openai-gpt-5-5');
  assert.ok(facts !== undefined);

  before(() => {
    l10n.config({ contents: readFileSync(path.join(ROOT, 'l10n/bundle.l10n.de.json'), 'utf8') });
    writeFiguresIn('de');
  });
  after(() => {
    l10n.config({ contents: {} });
    writeFiguresIn('en');
  });

  it('have its decimal sign and its names of thousands', () => {
    const counts = [950, 17_800, 400_000, 1_050_000];
    assert.deepEqual(counts.map(shortCount), ['950', '17,8 Tsd.', '400 Tsd.', '1,1 Mio.']);
    assert.deepEqual([0.0042, 1_234.5].map(usd), ['$0,0042', '$1.234,50']);
    assert.deepEqual([duration(420), fileSize(12_340_000)], ['0,4 s', '12,3 MB']);
  });

  it('are written so beside a model', () => {
    const dear = { ...facts, contextTokens: 1_050_000, price: { input: 2.5, output: 15 } };
    assert.equal(modelOption(dear).detail, '1,05 Mio. · $2,5 Eingabe / $15 Ausgabe');
    const limits = { maxInputTokens: 1, maxOutputTokens: 1 };
    assert.match(modelInformation(dear, limits).tooltip ?? '', /\$2,5 /);
  });

  it('are written so where a turn ends and where a cache is lost', () => {
    const answer: ModelAnswer = {
      ...{ taskUUID: 't', text: '', reasoning: '', toolCalls: [], sources: [] },
      ...{ usage: undefined, costUsd: undefined, serviceToolUses: [] },
      finishReason: 'length',
    };
    const error = endingOf(answer, 32_000)?.error;
    assert.match(error?.message ?? '', / 32\.000 Token /);
    assert.match(error?.action?.label ?? '', / 64\.000 Token/);
    assert.deepEqual(error?.action?.args, ['64000']);
    const lost = { type: 'prefixBroken', at: 0, reason: 'model', tokens: 40_000 } as const;
    const { message } = prefixNotice('n', { ...lost, extraUsd: 0.25 });
    assert.match(message, /40\.000 Token .* \$0,25/);
  });
});
