import { expect, test } from 'vitest';
import { actsOn } from './acts';
import type { User } from './queries';

const user: User = {
  id: 'usr_7k2m',
  email: 'ada@example.org',
  role: 'user',
  limits: { max_stores: null, max_cpu: null, max_memory: null, max_disk: null },
  created_at: '2026-01-01T00:00:00Z',
  signed_in_at: null,
  suspended_at: null,
  closed_at: null,
};

test('an account can be limited, raised, suspended and closed', () => {
  expect(actsOn(user, 'usr_other')).toEqual(['limits', 'role', 'suspend', 'close']);
});

test('a suspended account is let in again, not suspended once more', () => {
  const suspended = { ...user, suspended_at: '2026-02-01T00:00:00Z' };
  expect(actsOn(suspended, 'usr_other')).toEqual(['limits', 'role', 'lift', 'close']);
});

test('nobody shuts the door behind themselves', () => {
  expect(actsOn(user, user.id)).toEqual(['limits']);
});

test('nothing is done to an account that is closed', () => {
  expect(actsOn({ ...user, email: null, closed_at: '2026-02-01T00:00:00Z' }, 'usr_other')).toEqual([]);
});

test('a name of demo mode signs in nowhere, so it is neither raised nor suspended', () => {
  expect(actsOn({ ...user, id: 'demo', email: null }, 'operator')).toEqual(['limits', 'close']);
});
