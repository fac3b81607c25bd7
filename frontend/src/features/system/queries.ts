import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { components } from '@/api/schema';

export type SystemState = components['schemas']['SystemState'];
export type Minute = components['schemas']['SystemMinute'];
export type Cause = components['schemas']['SystemFailure'];

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/system', { signal })),
  refetchInterval: 5000,
});
