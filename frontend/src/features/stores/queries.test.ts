import { expect, test } from 'vitest';
import { parseListSearch } from './queries';

test('what is the default or makes no sense is not in the address', () => {
  expect(parseListSearch({ sort: '-created_at', size: 25, show: 'nonsense', page: -3, q: '' })).toEqual({
    show: undefined,
    q: undefined,
    engine: undefined,
    owner: undefined,
    sort: undefined,
    size: undefined,
    from: undefined,
    page: undefined,
  });
});

test('an address says all that a list shows', () => {
  const address = {
    show: 'failed',
    q: 'tea',
    engine: 'medusa',
    owner: 'ada',
    sort: 'name',
    size: 50,
    from: 'x',
    page: 3,
  };
  expect(parseListSearch(address)).toEqual(address);
});

test('a search for a number is a search for its digits', () => {
  expect(parseListSearch({ q: 42 }).q).toBe('42');
});

test('a page number without the place where it begins means nothing', () => {
  expect(parseListSearch({ page: 3 }).page).toBeUndefined();
});
