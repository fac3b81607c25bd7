import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/ui/toast';
import { toApiError, type ApiError } from '@/api/problem';
import { editStore } from '@/features/stores/actions';
import { absorbStore } from '@/features/stores/cache';
import { storeKeys } from '@/features/stores/queries';
import type { Store, StoreEdit } from '@/features/stores/types';

/** Long enough to read what was done, to think about it and to get there. */
const UNDO_FOR = 12_000;

interface Change {
  edit: StoreEdit;
  /** What the toast says. */
  done: string;
  /** What takes the change back. */
  undo?: StoreEdit;
}

/** Edits a store; what can be taken back can be taken back from the toast. */
export function useEdit(store: Store): {
  change: (change: Change) => void;
  busy: boolean;
  error: ApiError | null;
  reset: () => void;
} {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ edit }: Change) => editStore(store, edit),
    onSuccess: (edited, { done, undo }) => {
      absorbStore(client, edited);
      toast.success(
        done,
        undo && { duration: UNDO_FOR, action: { label: 'Undo', onClick: () => void takeBack(edited, undo) } },
      );
    },
    onError: () => client.invalidateQueries({ queryKey: storeKeys.store(store.id) }),
  });

  const takeBack = async (edited: Store, undo: StoreEdit): Promise<void> => {
    try {
      absorbStore(client, await editStore(edited, undo));
      toast.success('Taken back');
    } catch (thrown) {
      toast.error('It could not be taken back', { description: toApiError(thrown).message });
    }
  };

  return {
    change: (change) => mutation.mutate(change),
    busy: mutation.isPending,
    error: mutation.error ? toApiError(mutation.error) : null,
    reset: mutation.reset,
  };
}
