import { expect, test } from 'vitest';
import { actionKind, actionWords } from './words';

test.each([
  ['session.begun', 'Signed in'],
  ['account.password-changed', 'Account password changed'],
  ['something.quite-new', 'Something quite new'],
  ['', ''],
])('the action “%s” reads “%s”', (action, words) => expect(actionWords(action)).toBe(words));

test('an action is about what stands before its dot', () => {
  expect(actionKind('store.rolled-back')).toBe('store');
});
