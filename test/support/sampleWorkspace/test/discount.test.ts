import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discountPercent, lineTotal } from '../src/discount.ts';

test('a few cost the full price', () => {
  assert.equal(discountPercent(1), 0);
  assert.equal(discountPercent(4), 0);
});

test('each tier begins at its own quantity', () => {
  assert.equal(discountPercent(5), 5);
  assert.equal(discountPercent(10), 10);
  assert.equal(discountPercent(50), 15);
});

test('a line is charged with its discount', () => {
  assert.equal(lineTotal({ name: 'pen', price: 120, quantity: 5 }), 570);
});
