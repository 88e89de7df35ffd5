import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receipt } from '../src/receipt.ts';

const basket = [
  { name: 'pen', price: 120, quantity: 5 },
  { name: 'notebook', price: 150, quantity: 12 },
];

test('a receipt shows each line and the total', () => {
  assert.deepEqual(receipt(basket), {
    lines: ['5 × pen (-5 %): 5.70 €', '12 × notebook (-10 %): 16.20 €'],
    total: 2190,
  });
});

test('a voucher never makes the total negative', () => {
  assert.equal(receipt([{ name: 'pen', price: 120, quantity: 1 }], 500).total, 0);
});
