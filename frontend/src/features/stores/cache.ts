import type { QueryClient } from '@tanstack/react-query';
import { storeKeys } from './queries';
import type { Store, StorePage } from './types';

/**
 * Takes in a store as the server tells it: at once where it is shown already. True where the lists may have to be read
 * again, because the store is new on them or counts differently now.
 */
export function absorbStore(client: QueryClient, store: Store): boolean {
  let before: Store | undefined = client.getQueryData<Store>(storeKeys.store(store.id));
  if (before === undefined || isNewer(store, before)) {
    client.setQueryData<Store>(storeKeys.store(store.id), store);
  }
  client.setQueriesData<StorePage>({ queryKey: storeKeys.lists }, (list) => {
    const at = list?.stores.findIndex((each) => each.id === store.id) ?? -1;
    const known = list?.stores[at];
    if (!list || !known) {
      return list;
    }
    before = known;
    return isNewer(store, known) ? { ...list, stores: list.stores.with(at, store) } : list;
  });
  // A list that is being read right now may have been read before this change.
  const overtaken = client.isFetching({ queryKey: storeKeys.lists }) > 0;
  return overtaken || before === undefined || before.status !== store.status || before.name !== store.name;
}

// Answers and events overtake each other; a spec never goes back.
function isNewer(store: Store, known: Store): boolean {
  return store.version >= known.version;
}
