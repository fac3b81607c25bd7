import { expect, test } from 'vitest';
import { eachOf } from './eachOf';

test('one that fails does not stop the others, and is named', async () => {
  const done: number[] = [];
  const outcome = await eachOf([1, 2, 3, 4, 5, 6, 7], (each) => {
    if (each === 3) {
      return Promise.reject(new Error('no'));
    }
    done.push(each);
    return Promise.resolve();
  });
  expect(done.sort()).toEqual([1, 2, 4, 5, 6, 7]);
  expect(outcome.failed.map(({ item }) => item)).toEqual([3]);
});

test('only a few are under way at once', async () => {
  let running = 0;
  let most = 0;
  await eachOf(Array.from({ length: 20 }), async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  expect(most).toBeLessThanOrEqual(4);
});
