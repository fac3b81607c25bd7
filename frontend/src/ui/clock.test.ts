import { beforeEach, expect, test, vi } from 'vitest';
import { clockSkew, forgetTime, learnTime, serverNow } from './clock';

beforeEach(() => {
  forgetTime();
  vi.useFakeTimers();
  vi.setSystemTime(new Date('2026-03-01T12:00:00.000Z'));
});

test('a browser whose clock is an hour ahead counts by the server', () => {
  const now = Date.now();
  learnTime('Sun, 01 Mar 2026 11:00:00 GMT', now - 40, now);
  expect(Math.round(clockSkew() / 60_000)).toBe(60);
  expect(new Date(serverNow()).toISOString()).toMatch(/^2026-03-01T11:00:00/);
});

test('what the header cannot tell from agreement is agreement', () => {
  const now = Date.now();
  learnTime('Sun, 01 Mar 2026 12:00:00 GMT', now - 40, now);
  expect(clockSkew()).toBeCloseTo(0);
});

test('a slow answer does not overrule a quick one', () => {
  const now = Date.now();
  learnTime('Sun, 01 Mar 2026 11:00:00 GMT', now - 40, now);
  const before = clockSkew();
  learnTime('Sun, 01 Mar 2026 11:00:20 GMT', now - 9000, now);
  expect(clockSkew()).toBe(before);
});

test('an answer without a date changes nothing', () => {
  learnTime(null, Date.now(), Date.now());
  learnTime('not a date', Date.now(), Date.now());
  expect(serverNow()).toBe(Date.now());
});
