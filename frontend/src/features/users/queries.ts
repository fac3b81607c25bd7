import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { components } from '@/api/schema';

export type User = components['schemas']['Account'];
export type NewUser = components['schemas']['NewUser'];
export type UserPatch = components['schemas']['UserPatch'];
export type Limits = components['schemas']['AccountLimits'];

const PAGE = 50;
const LARGEST_PAGE = 200;

export const usersKey = ['users'] as const;

export function usersQuery(q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...usersKey, 'list', q ?? ''],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/users', {
          signal,
          params: { query: { page_size: PAGE, ...(q && { q }), ...(pageParam && { page_token: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** As many accounts as one question gives: enough to call most ids by their names. */
export const directoryQuery = queryOptions({
  queryKey: [...usersKey, 'directory'],
  queryFn: async ({ signal }) => {
    const page = await unwrap(api.GET('/api/v1/users', { signal, params: { query: { page_size: LARGEST_PAGE } } }));
    return new Map(page.users.map((user) => [user.id, user.email ?? user.id]));
  },
  staleTime: 5 * 60_000,
});

/** The API asks for accounts by their ids; people know e-mail addresses. */
export async function accountId(client: QueryClient, text: string): Promise<string> {
  if (!text.includes('@')) {
    return text;
  }
  const page = await client.fetchQuery({
    queryKey: [...usersKey, 'by-email', text],
    queryFn: () => unwrap(api.GET('/api/v1/users', { params: { query: { q: text } } })),
    staleTime: 60_000,
  });
  return page.users.find((user) => user.email?.toLowerCase() === text.toLowerCase())?.id ?? text;
}

/** How many live stores an account has. */
export function ownedQuery(owner: string) {
  return queryOptions({
    queryKey: ['stores', 'owned', owner],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/stores', { signal, params: { query: { owner, page_size: 1 } } }))).total,
  });
}

export function createUser(user: NewUser): Promise<User> {
  return unwrap(api.POST('/api/v1/users', { body: user }));
}

export function changeUser(id: string, patch: UserPatch): Promise<User> {
  return unwrap(
    api.PATCH('/api/v1/users/{id}', {
      params: { path: { id } },
      body: patch,
      headers: { 'Content-Type': 'application/merge-patch+json' },
    }),
  );
}

export function closeUser(id: string) {
  return unwrap(api.DELETE('/api/v1/users/{id}', { params: { path: { id } } }));
}
