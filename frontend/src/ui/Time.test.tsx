// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Ago, duration, span, Until } from './Time';

test.each([
  [-5000, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_600_000, '1 h'],
  [86_400_000 * 4, '4 d'],
])('%i ms are %s', (ms, words) => expect(span(ms)).toBe(words));

test.each([
  [241, '241 ms'],
  [8400, '8.4 s'],
  [200_000, '3 min 20 s'],
  [7_300_000, '2 h'],
])('a duration of %i ms reads %s', (ms, words) => expect(duration(ms)).toBe(words));

test('an age carries the exact time in its title', () => {
  const time = new Date(Date.now() - 125_000).toISOString();
  render(<Ago time={time} suffix />);
  const element = screen.getByText('2 min ago');
  expect(element.getAttribute('datetime')).toBe(time);
  expect(element.title).not.toBe('');
});

test.each([
  [90 * 86_400_000 - 5000, 'in 90 d'],
  [86_400_000 + 60_000, 'in 1 d'],
  [3_600_000 * 5 + 1500, 'in 5 h'],
])('what is %i ms away is “%s”', (ms, words) => {
  const { container } = render(<Until time={new Date(Date.now() + ms).toISOString()} />);
  expect(container.textContent).toBe(words);
});
