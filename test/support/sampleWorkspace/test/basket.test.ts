import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem } from '../src/basket.ts';

test('a new item is added at the end', () => {
  const pen = { name: 'pen', price: 120, quantity: 1 };
  assert.deepEqual(addItem([], pen), [pen]);
});

test('more of the same raises the quantity', () => {
  const basket = addItem([{ name: 'pen', price: 120, quantity: 1 }], {
    name: 'pen',
    price: 120,
    quantity: 4,
  });
  assert.deepEqual(basket, [{ name: 'pen', price: 120, quantity: 5 }]);
});

test('a quantity below 1 is refused', () => {
  assert.throws(() => addItem([], { name: 'pen', price: 120, quantity: 0 }), RangeError);
});
