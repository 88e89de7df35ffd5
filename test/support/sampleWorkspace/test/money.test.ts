import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCents, percentOf, shareOut } from '../src/money.ts';

test('a share is rounded to the nearest cent', () => {
  assert.equal(percentOf(999, 5), 50);
});

test('what is shared out adds up to the cent', () => {
  assert.deepEqual(shareOut(100, [1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(shareOut(1000, [570, 1620]), [260, 740]);
});

test('amounts read well', () => {
  assert.equal(formatCents(123456), '1,234.56 €');
  assert.equal(formatCents(-5), '-0.05 €');
});
