// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveObject, Store } from '@/features/stores/types';
import { CauseCard } from './CauseCard';
import recorded from './recorded/failed.json';
import { troubleOf } from './trouble';

// The answers were recorded from the server; lists that the card does not read are cut short.
const store = recorded.store as unknown as Store;
const resources: LiveObject[] = recorded.resources;

const asked: Request[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request);
    const answer =
      request.method === 'POST' ? { ...store, status: 'PROVISIONING', version: 2 } : { logs: recorded.logs };
    return Promise.resolve(new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } }));
  });
});

afterEach(cleanup);

function show(given: Store, onShowLogs = vi.fn()) {
  const trouble = troubleOf(given);
  if (trouble === null) {
    throw new Error('The recorded store has no trouble');
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CauseCard store={given} trouble={trouble} resources={resources} onShowLogs={onShowLogs} />
    </QueryClientProvider>,
  );
}

test('the cause, its place, the remedy and the last lines of its own log are shown', async () => {
  show(store);
  expect(screen.getByRole('heading', { name: 'Crash loop' })).toBeDefined();
  expect(screen.getByText(/ended with exit code 1/)).toBeDefined();
  expect(screen.getByText('Pod/fail-crash-loop-mueecy-medusa-777g9mm-4zmrk')).toBeDefined();
  expect(screen.getByText(/retry the store when the cause is mended/)).toBeDefined();
  expect((await screen.findByLabelText('Last log lines')).textContent).toContain(
    'FATAL: password authentication failed',
  );
  expect(new URL(asked[0]?.url ?? '').searchParams.get('component')).toBe('app');
});

test('a retry is asked for once, at the store', async () => {
  show(store);
  fireEvent.click(screen.getByRole('button', { name: 'Retry from here' }));
  await vi.waitFor(() => expect(asked.filter((request) => request.method === 'POST')).toHaveLength(1));
  expect(asked.find((request) => request.method === 'POST')?.url).toMatch(/\/stores\/fail-crash-loop-mueecy\/retry$/);
});

test('while the platform still tries, nobody is asked to retry', () => {
  show({ ...store, status: 'PROVISIONING' });
  expect(screen.queryByRole('button', { name: 'Retry from here' })).toBeNull();
  expect(screen.getByText(/still trying/)).toBeDefined();
});

test('waiting in the queue is no trouble', () => {
  const cause = store.waiting_for;
  expect(cause && troubleOf({ ...store, waiting_for: { ...cause, code: 'QUEUED' } })).toBeNull();
});
