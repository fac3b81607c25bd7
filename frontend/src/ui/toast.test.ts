import { expect, test } from 'vitest';
import { takeSayings, toast } from './toast';

test('what is said before there is a place for it waits, and is given out once and in order', () => {
  expect(takeSayings()).toEqual([]);
  toast.success('Renamed');
  toast.error('Not deleted', { description: 'Somebody else was quicker.' });
  expect(takeSayings().map(({ kind, words }) => `${kind}: ${words}`)).toEqual([
    'success: Renamed',
    'error: Not deleted',
  ]);
  expect(takeSayings()).toEqual([]);
});
