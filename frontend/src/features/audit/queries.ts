import { infiniteQueryOptions, keepPreviousData, type QueryClient } from '@tanstack/react-query';
import { api, API_URL, send, unwrap } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { accountId } from '@/features/users/queries';
import type { AuditSearch } from './search';

export type AuditEntry = components['schemas']['AuditEntry'];
export type Verdict = components['schemas']['AuditVerdict'];

const PAGE = 50;

interface Filter {
  actor?: string;
  action?: string;
  store?: string;
  from?: string;
  to?: string;
}

export function auditQuery(search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: async ({ signal, pageParam, client }) => {
      const filter = await filterOf(client, search);
      return unwrap(
        api.GET('/api/v1/audit', {
          signal,
          params: { query: { page_size: PAGE, ...filter, ...(pageParam && { page_token: pageParam }) } },
        }),
      );
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function verifyChain(): Promise<Verdict> {
  return unwrap(api.GET('/api/v1/audit/verify'));
}

/** All entries that match, oldest first, one JSON object a line. The browser keeps a large one on its disk. */
export async function exportAudit(client: QueryClient, search: AuditSearch): Promise<Blob> {
  const query = new URLSearchParams({ ...(await filterOf(client, search)) });
  const response = await send(`${API_URL}/api/v1/audit/export?${query.toString()}`);
  if (!response.ok) {
    throw problemOf(response, await response.json().catch(() => null));
  }
  return response.blob();
}

async function filterOf(client: QueryClient, search: AuditSearch): Promise<Filter> {
  const { actor, ...others } = search;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) as Filter;
  return actor === undefined ? given : { ...given, actor: await accountId(client, actor) };
}
