import { expect, test } from 'vitest';
import { randomPassword } from './password';

test('made-up passwords are long, readable and never the same', () => {
  const made = Array.from({ length: 200 }, randomPassword);
  expect(new Set(made).size).toBe(made.length);
  made.forEach((password) => expect(password).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{20}$/));
});
