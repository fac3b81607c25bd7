import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { components } from '@/api/schema';
import { storeKeys } from '@/features/stores/queries';
import type { TimelineEntry } from '@/features/stores/types';

const PAGE = 50;

const path = (id: string) => ({ path: { id } });

export function detailQuery(id: string) {
  return queryOptions({
    queryKey: [...storeKeys.store(id), 'detail'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/stores/{id}/detail', { signal, params: path(id) })),
    staleTime: 2000,
  });
}

export function timelineQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...storeKeys.store(id), 'timeline'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/stores/{id}/events', {
          signal,
          params: { ...path(id), query: { page_size: PAGE, ...(pageParam && { page_token: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_page_token ?? undefined,
    select: (data): TimelineEntry[] => data.pages.flatMap((page) => page.events),
  });
}

export function revisionsQuery(id: string) {
  return queryOptions({
    queryKey: [...storeKeys.store(id), 'revisions'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/stores/{id}/revisions', { signal, params: path(id) }))).revisions,
  });
}

export function manifestQuery(id: string, revision: number) {
  return queryOptions({
    // Not under the store's key: what was applied once does not change.
    queryKey: ['manifest', id, revision],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/v1/stores/{id}/manifest', {
            signal,
            params: { ...path(id), query: { revision } },
          }),
        )
      ).manifest,
    staleTime: Infinity,
  });
}

/** The last lines of a store's pods; kept apart from what is read again with every change. */
export function logsQuery(id: string, options: { component?: string | undefined; previous?: boolean; tail: number }) {
  return queryOptions({
    queryKey: ['logs', id, options],
    queryFn: async ({ signal }) => {
      const answer = await unwrap(
        api.GET('/api/v1/stores/{id}/logs', {
          signal,
          params: {
            ...path(id),
            query: {
              tail: options.tail,
              ...(options.component && { component: options.component }),
              ...(options.previous && { previous: true }),
            },
          },
        }),
      );
      // The same address also gives a stream, which is asked for elsewhere.
      return (answer as components['schemas']['LogList']).logs;
    },
  });
}
