import { expect, test } from 'vitest';
import { mergeEvents } from './mergeEvents';

test('both kinds of events are in one order, newest first', () => {
  const lines = mergeEvents(
    [
      { id: 2, at: '2026-03-01T12:00:05Z', type: 'Normal', reason: 'Ready', resource: null, message: 'b', actor: null },
      {
        id: 1,
        at: '2026-03-01T12:00:00Z',
        type: 'Normal',
        reason: 'Accepted',
        resource: null,
        message: 'd',
        actor: 'ada',
      },
    ],
    [
      {
        timestamp: '2026-03-01T12:00:02Z',
        type: 'Normal',
        reason: 'Started',
        resource: 'Pod/x',
        message: 'c',
        count: 1,
      },
      {
        timestamp: '2026-03-01T12:00:09Z',
        type: 'Warning',
        reason: 'BackOff',
        resource: 'Pod/x',
        message: 'a',
        count: 4,
      },
    ],
  );
  expect(lines.map((line) => line.message).join('')).toBe('abcd');
  expect(lines[0]).toMatchObject({ warning: true, count: 4, source: 'cluster' });
  expect(lines[3]).toMatchObject({ actor: 'ada', source: 'platform' });
});
