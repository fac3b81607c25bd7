import { api, unwrap } from '@/api/client';
import type { NewStore, Store, StoreEdit } from './types';

const at = (id: string) => ({ params: { path: { id } } });

export function createStore(store: NewStore, idempotencyKey: string): Promise<Store> {
  const call = api.POST('/api/v1/stores', { body: store, headers: { 'Idempotency-Key': idempotencyKey } });
  // The contract's other answer, a preview, only comes where one is asked for.
  return unwrap(call) as Promise<Store>;
}

export function retryStore(id: string): Promise<Store> {
  return unwrap(api.POST('/api/v1/stores/{id}/retry', at(id)));
}

export function cancelStore(id: string): Promise<Store> {
  return unwrap(api.POST('/api/v1/stores/{id}/cancel', at(id)));
}

export function rollbackStore(id: string, revision: number): Promise<Store> {
  return unwrap(api.POST('/api/v1/stores/{id}/rollback', { ...at(id), body: { revision } }));
}

/** Edits the store as it was read: if somebody else was quicker, the server refuses with 412. */
export function editStore(store: Pick<Store, 'id' | 'version'>, edit: StoreEdit): Promise<Store> {
  return unwrap(
    api.PATCH('/api/v1/stores/{id}', {
      params: { path: { id: store.id }, header: { 'If-Match': `"${store.version}"` } },
      body: edit,
      headers: { 'Content-Type': 'application/merge-patch+json' },
    }),
  );
}

export function removeStore(id: string) {
  return unwrap(api.DELETE('/api/v1/stores/{id}', { params: { path: { id }, header: { Prefer: 'respond-async' } } }));
}
