import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { API_URL, send } from '@/api/client';
import { ApiError, problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import type { NewStore } from '@/features/stores/types';

type StorePreview = components['schemas']['StorePreview'];

const SETTLE = 150;

/** What the server says would happen, while it is typed; nothing is created. */
export function usePreview(wanted: NewStore): { host: string | null; refusal: ApiError | null; pending: boolean } {
  const settled = useSettled(wanted);
  const query = useQuery({
    queryKey: ['preview', settled],
    queryFn: ({ signal }) => preview(settled, signal),
    enabled: settled.name !== '',
    placeholderData: keepPreviousData,
    staleTime: 5000,
    retry: false,
  });
  const current = settled.name === wanted.name && wanted.name !== '' && !query.isPlaceholderData;
  return {
    host: wanted.name === '' ? null : (query.data?.store.host ?? null),
    refusal: current && query.error instanceof ApiError ? query.error : null,
    pending: wanted.name !== '' && !current,
  };
}

async function preview(wanted: NewStore, signal: AbortSignal): Promise<StorePreview> {
  const response = await send(`${API_URL}/api/v1/stores?validate_only=true`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
    signal,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw problemOf(response, body);
  }
  return body as StorePreview;
}

function useSettled(wanted: NewStore): NewStore {
  const [settled, setSettled] = useState(wanted);
  const { name, engine, plan } = wanted;
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ name, engine, ...(plan !== undefined && { plan }) }), SETTLE);
    return () => clearTimeout(timer);
  }, [name, engine, plan]);
  return settled;
}
