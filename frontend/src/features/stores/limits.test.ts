import { expect, test } from 'vitest';
import { bytes, limitWords, quantity } from './limits';

test.each([
  ['500m', 0.5],
  ['2', 2],
  ['1Gi', 1024 ** 3],
  ['1.5Ki', 1536],
  ['100M', 1e8],
])('%s is %d', (text, value) => expect(quantity(text)).toBe(value));

test.each([[''], ['many'], [undefined], ['1Xi']])('%s is no quantity', (text) => expect(quantity(text)).toBeNull());

test('bytes are shown in the unit that fits', () => {
  expect(bytes('1536Mi')).toBe('1.5 GiB');
  expect(bytes('2Gi')).toBe('2 GiB');
  expect(bytes('unlimited')).toBe('unlimited');
});

test('a plan is told by what it permits', () => {
  expect(limitWords({ cpu: '500m', memoryLimit: '2Gi', storage: '2Gi' })).toEqual([
    '0.5 CPU',
    '2 GiB memory',
    '2 GiB disk',
  ]);
  expect(limitWords(undefined)).toEqual([]);
});
