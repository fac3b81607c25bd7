import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastFailure } from '@/features/shell/toastFailure';
import { absorbStore } from './cache';
import { storeKeys } from './queries';
import type { Store } from './types';

/** Does something to a store; the answer is shown at once everywhere. */
export function useStoreAction<A>(act: (argument: A) => Promise<Store>, failed: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (store) => absorbStore(client, store),
    onError: (error) => {
      toastFailure(error, failed);
      // What was shown may be out of date: that is a common reason for a refusal.
      void client.invalidateQueries({ queryKey: storeKeys.lists });
      void client.invalidateQueries({ queryKey: ['store'] });
    },
  });
}
