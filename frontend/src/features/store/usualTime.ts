import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { EngineId, Store } from '@/features/stores/types';

const SAMPLE = 20;

/** How long the caller's last stores of an engine took until they were ready: the median in milliseconds, or null. */
export function usualTimeQuery(engine: EngineId) {
  return queryOptions({
    queryKey: ['usual-time', engine],
    queryFn: async ({ signal }) => {
      const query = { status: 'READY', engine, page_size: SAMPLE };
      const { stores } = await unwrap(api.GET('/api/v1/stores', { signal, params: { query } }));
      return median(stores.map(timeToReady).filter((ms) => ms !== null));
    },
    staleTime: 60_000,
  });
}

/** Only of a store that was never changed: a later change makes it ready anew. */
export function timeToReady(store: Pick<Store, 'created_at' | 'ready_at' | 'generation'>): number | null {
  return store.ready_at != null && store.generation === 1
    ? Date.parse(store.ready_at) - Date.parse(store.created_at)
    : null;
}

export function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
