import assert from 'node:assert/strict';
import { isTest, testPlaces } from '../../../../src/host/selection/forTests/testPlaces.ts';

describe('where tests of a file are', () => {
  it('knows tests by the names that languages give them', () => {
    const tests = [
      'src/money.test.ts',
      'src/Money.spec.tsx',
      'src/__tests__/money.ts',
      'tests/test_money.py',
      'pkg/money_test.go',
      'spec/money_spec.rb',
      'src/test/java/MoneyTest.java',
      'Shop.Tests/MoneyTests.cs',
    ];
    assert.deepEqual(tests.filter(isTest), tests);
    const others = [
      'src/money.ts',
      'src/latest.ts',
      'src/contest.py',
      'src/Attest.java',
      'a/spec.md',
    ];
    assert.deepEqual(others.filter(isTest), []);
  });

  it('names the test of this very file, and those of its neighbours, nearest first', () => {
    const places = testPlaces('packages/shop/src/money.ts', [
      'packages/shop/src/money.ts',
      'packages/shop/src/basket.ts',
      'packages/mail/test/send.test.ts',
      'packages/shop/test/basket.test.ts',
      'packages/shop/test/money.test.ts',
      'packages/mail/test/money.test.ts',
      'packages/shop/test/test_money.py',
    ]);
    assert.deepEqual(places, {
      ofFile: ['packages/shop/test/money.test.ts', 'packages/mail/test/money.test.ts'],
      ofNeighbours: ['packages/shop/test/basket.test.ts', 'packages/mail/test/send.test.ts'],
    });
  });

  it('finds none where there are none', () => {
    assert.deepEqual(testPlaces('a.ts', ['a.ts', 'b.ts']), { ofFile: [], ofNeighbours: [] });
  });
});
