import { expect, test } from 'vitest';
import { problemOf, toApiError, unreachable } from './problem';

test('a problem keeps the words, the code and the request id of the server', () => {
  const response = new Response(null, { status: 429, headers: { 'Retry-After': '60' } });
  const error = problemOf(response, {
    title: 'The quota is used up',
    detail: 'Store limit reached (3/3). Delete a store to create another.',
    code: 'QUOTA_EXCEEDED',
    request_id: 'r-1',
  });
  expect(error).toMatchObject({ status: 429, code: 'QUOTA_EXCEEDED', requestId: 'r-1', retryAfter: 60 });
  expect(error.message).toContain('Store limit reached');
});

test('fields at fault are found by name, each with a sentence', () => {
  const error = problemOf(new Response(null, { status: 400 }), {
    detail: 'x',
    errors: [{ field: 'name', message: 'name is required' }],
  });
  expect(error.fields).toEqual({ name: 'Name is required' });
});

test('what a proxy answers is explained all the same', () => {
  const response = new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'abc' } });
  expect(problemOf(response, null)).toMatchObject({ title: 'The server failed', code: 'HTTP_502', requestId: 'abc' });
});

test('a wait until a date is a wait in seconds', () => {
  const date = new Date(Date.now() + 30_000).toUTCString();
  const wait = problemOf(new Response(null, { status: 503, headers: { 'Retry-After': date } }), null).retryAfter;
  expect(wait).toBeGreaterThan(25);
  expect(wait).toBeLessThanOrEqual(30);
});

test('no answer is an error of its own, and a bug of the page one too', () => {
  expect(unreachable(new TypeError('Failed to fetch')).status).toBe(0);
  expect(toApiError(new Error('oops'))).toMatchObject({ code: 'UNEXPECTED', message: 'oops' });
});
