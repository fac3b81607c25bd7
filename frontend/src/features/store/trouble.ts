import type { Store } from '@/features/stores/types';

export type Trouble = NonNullable<Store['waiting_for']>;

/** Causes for which nothing is wrong: the store only waits. */
const calm = new Set(['QUEUED', 'STARTING']);

/** What is wrong with a store, or null where nothing is. */
export function troubleOf(store: Store): Trouble | null {
  const cause = store.waiting_for;
  return cause && !calm.has(cause.code) && store.status !== 'DELETED' ? cause : null;
}
