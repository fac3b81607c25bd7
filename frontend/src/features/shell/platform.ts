import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

/** Whether the control plane works, and what kind of cluster is behind it. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/health', { signal })),
  staleTime: 30_000,
  refetchInterval: 30_000,
});
