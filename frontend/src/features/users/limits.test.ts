import { expect, test } from 'vitest';
import { limitList, parseLimit } from './limits';

const none = { max_stores: null, max_cpu: null, max_memory: null, max_disk: null };

test('an account without limits of its own has nothing to list', () => {
  expect(limitList(none)).toEqual([]);
});

test('limits of its own are listed in words', () => {
  expect(limitList({ max_stores: 1, max_cpu: 2.5, max_memory: 8, max_disk: 40 })).toEqual([
    '1 store',
    '2.5 CPU',
    '8 GiB memory',
    '40 GiB disk',
  ]);
});

test.each([
  ['', false, null],
  ['  ', true, null],
  ['0', true, 0],
  ['5', true, 5],
  ['2.5', false, 2.5],
  ['2.5', true, undefined],
  ['-1', false, undefined],
  ['many', false, undefined],
  ['1000001', false, undefined],
])('what is typed as “%s” (whole: %s) is the limit %s', (text, whole, limit) =>
  expect(parseLimit(text, whole)).toBe(limit),
);
