import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';

// What a server with accounts answers to /api/v1/auth and /api/v1/auth/me.
const ways = { mode: 'local', sign_up_open: true, set_up_needed: false };
const me = {
  id: 'a-7k2m',
  email: 'ada@example.org',
  operator: false,
  proof: 'session',
  scopes: ['stores:read'],
  csrf_token: 'csrf-1',
};

function serve(answers: Record<string, [number, unknown]>): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal('window', { location: { origin: 'http://localhost:3000' } });
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request);
    const [status, body] = answers[new URL(request.url).pathname] ?? [404, { title: 'Not found' }];
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
}

beforeEach(() => vi.resetModules());

test('a server without accounts is in demo mode, and nobody is there before a name is given', async () => {
  serve({});
  const { sessionQuery } = await import('./session');
  expect(await new QueryClient().fetchQuery(sessionQuery)).toBeNull();
});

test('with accounts the session says who is there, and changes carry its token', async () => {
  const asked = serve({ '/api/v1/auth': [200, ways], '/api/v1/auth/me': [200, me], '/api/v1/x': [200, {}] });
  const { sessionQuery } = await import('./session');
  const { send } = await import('@/api/client');
  expect(await new QueryClient().fetchQuery(sessionQuery)).toEqual({
    mode: 'local',
    account: 'a-7k2m',
    name: 'ada@example.org',
    operator: false,
  });
  await send('http://localhost:3000/api/v1/x', { method: 'POST' });
  await send('http://localhost:3000/api/v1/x');
  expect(asked.at(-2)?.headers.get('X-CSRF-Token')).toBe('csrf-1');
  expect(asked.at(-1)?.headers.get('X-CSRF-Token')).toBeNull();
  expect(asked.at(-1)?.headers.get('X-User-Id')).toBeNull();
});

test('with accounts and without a session nobody is there', async () => {
  serve({ '/api/v1/auth': [200, ways], '/api/v1/auth/me': [401, { title: 'Not signed in' }] });
  const { sessionQuery } = await import('./session');
  expect(await new QueryClient().fetchQuery(sessionQuery)).toBeNull();
});
