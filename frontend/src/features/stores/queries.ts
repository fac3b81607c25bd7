import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { accountId } from '@/features/users/queries';
import { groups, type GroupKey } from './status';
import type { EngineId } from './types';

/** Everything that a list shows is in its address. */
export interface ListSearch {
  show?: GroupKey | undefined;
  q?: string | undefined;
  engine?: EngineId | undefined;
  owner?: string | undefined;
  sort?: Sort | undefined;
  size?: PageSize | undefined;
  /** Where the page begins: a token that the server gave out. */
  from?: string | undefined;
  /** Its number, for people. */
  page?: number | undefined;
}

export const sorts = ['-created_at', 'created_at', 'name', '-name', 'status', '-status'] as const;
export type Sort = (typeof sorts)[number];
export const engineIds = ['woocommerce', 'medusa'] as const satisfies EngineId[];
export const pageSizes = [10, 25, 50] as const;
export type PageSize = (typeof pageSizes)[number];
export const defaultSize: PageSize = 25;

/** Reads an address; what makes no sense is left out. */
export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  const text = (key: string): string | undefined => {
    const value = raw[key];
    return (typeof value === 'string' || typeof value === 'number') && String(value) !== '' ? String(value) : undefined;
  };
  const page = Number(raw['page']);
  const from = text('from');
  return {
    show: groups.find((group) => group.key === raw['show'])?.key,
    q: text('q')?.slice(0, 200),
    engine: engineIds.find((engine) => engine === raw['engine']),
    owner: text('owner'),
    sort: sorts.find((sort) => sort === raw['sort'] && sort !== '-created_at'),
    size: pageSizes.find((size) => size === Number(raw['size']) && size !== defaultSize),
    from,
    page: from !== undefined && Number.isInteger(page) && page > 1 ? page : undefined,
  };
}

export const storeKeys = {
  lists: ['stores'] as const,
  list: (search: ListSearch) => ['stores', search] as const,
  store: (id: string) => ['store', id] as const,
};

export function listQuery(search: ListSearch) {
  return queryOptions({
    queryKey: storeKeys.list(search),
    queryFn: async ({ signal, client }) =>
      unwrap(
        api.GET('/api/v1/stores', {
          signal,
          params: {
            query: {
              page_size: search.size ?? defaultSize,
              sort: search.sort ?? '-created_at',
              ...(search.show && { status: groups.find((group) => group.key === search.show)?.phases.join(',') }),
              ...(search.q && { q: search.q }),
              ...(search.engine && { engine: search.engine }),
              ...(search.owner && { owner: await accountId(client, search.owner) }),
              ...(search.from && { page_token: search.from }),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function storeQuery(id: string) {
  return queryOptions({
    queryKey: storeKeys.store(id),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/stores/{id}', { signal, params: { path: { id } } })),
  });
}

export const enginesQuery = queryOptions({
  queryKey: ['engines'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/engines', { signal }))).engines,
  staleTime: 5 * 60_000,
});

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/plans', { signal }))).plans,
  staleTime: 5 * 60_000,
});

export const quotaQuery = queryOptions({
  queryKey: ['quota'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/quota', { signal })),
});
