import assert from 'node:assert'
import { test } from 'node:test'
import { total } from '../cart.js'

test('an empty cart is free', () => {
  assert.equal(0, total([]))
})

test('a discount is taken once', () => {
  assert.equal(total([{ price: 100 }], 0.1), 90)
})
