import { expect, test } from 'vitest';
import { instant, localText, parseAuditSearch } from './search';

test('an address is read, and what makes no sense in it is left out', () => {
  expect(
    parseAuditSearch({ actor: 'ada@example.org', action: '', store: 42, from: '2026-01-31T10:00:00Z', to: 'soon' }),
  ).toEqual({
    actor: 'ada@example.org',
    action: undefined,
    store: '42',
    from: '2026-01-31T10:00:00.000Z',
    to: undefined,
  });
});

test('a local time survives the way to the API and back, to the minute', () => {
  expect(localText(instant('2026-06-30T23:05'))).toBe('2026-06-30T23:05');
  expect(localText(undefined)).toBe('');
});
