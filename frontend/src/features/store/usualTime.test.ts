import { expect, test } from 'vitest';
import { median, timeToReady } from './usualTime';

test('the median of nothing is unknown', () => {
  expect(median([])).toBeNull();
  expect(median([5, 1, 9])).toBe(5);
});

test('only a first start tells how long a start takes', () => {
  const store = { created_at: '2026-03-01T12:00:00Z', ready_at: '2026-03-01T12:00:09Z', generation: 1 };
  expect(timeToReady(store)).toBe(9000);
  expect(timeToReady({ ...store, generation: 2 })).toBeNull();
  expect(timeToReady({ ...store, ready_at: null })).toBeNull();
});
