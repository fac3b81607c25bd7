import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/ui/toast';
import { toApiError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { retryStore } from './actions';
import { absorbStore } from './cache';
import { eachOf } from './eachOf';
import { can } from './status';
import type { Store } from './types';

/** What can be done to several stores at once. */
export function BulkBar({
  chosen,
  onClear,
  onRemove,
}: {
  chosen: Store[];
  onClear: () => void;
  onRemove: (stores: Store[]) => void;
}) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (chosen.length === 0) {
    return null;
  }
  const retryable = chosen.filter((store) => can(store).retry);
  const removable = chosen.filter((store) => can(store).remove);
  const retryAll = async (): Promise<void> => {
    setBusy(true);
    const { failed } = await eachOf(retryable, async (store) => void absorbStore(client, await retryStore(store.id)));
    setBusy(false);
    const done = retryable.length - failed.length;
    if (failed.length > 0) {
      toast.error(`${done} of ${retryable.length} stores are being retried`, {
        description: failed.map(({ item, error }) => `${item.name}: ${toApiError(error).message}`).join('\n'),
        duration: 15_000,
      });
    } else {
      toast.success(done === 1 ? 'One store is being retried' : `${done} stores are being retried`);
      onClear();
    }
  };
  return (
    <div
      role="region"
      aria-label="Selected stores"
      className="fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100%-24px)] animate-enter items-center gap-2 rounded-xl bg-raised py-2 pr-2 pl-4 text-sm shadow-float"
    >
      <span className="figures mr-2 whitespace-nowrap">{chosen.length} selected</span>
      <Button size="sm" disabled={retryable.length === 0} busy={busy} onClick={() => void retryAll()}>
        <RotateCcw /> Retry{retryable.length > 0 && ` ${retryable.length}`}
      </Button>
      <Button size="sm" look="danger" disabled={removable.length === 0} onClick={() => onRemove(removable)}>
        <Trash2 /> Delete{removable.length > 0 && ` ${removable.length}`}…
      </Button>
      <Button look="quiet" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
        <X />
      </Button>
    </div>
  );
}
