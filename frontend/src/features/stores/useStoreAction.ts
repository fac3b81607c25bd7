import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/ui/toast';
import { toApiError, type ApiError } from '@/api/problem';
import { absorbStore } from './cache';
import { storeKeys } from './queries';
import type { Store } from './types';

/** Shows a refusal where the user is; a failure is never swallowed. */
export function toastFailure(thrown: unknown, what: string): ApiError {
  const error = toApiError(thrown);
  toast.error(what, {
    description: error.requestId ? `${error.message} (request ${error.requestId})` : error.message,
    duration: 10_000,
  });
  return error;
}

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
