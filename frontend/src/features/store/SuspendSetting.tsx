import { Pause, Play } from 'lucide-react';
import type { Store } from '@/features/stores/types';
import { Button } from '@/ui/Button';
import { Failure } from '@/ui/Notice';
import { Setting } from '@/ui/Setting';
import { useEdit } from './useEdit';

export function SuspendSetting({ store }: { store: Store }) {
  const { change, busy, error } = useEdit(store);
  const suspended = store.suspended;
  return (
    <Setting
      title={suspended ? 'Resume' : 'Suspend'}
      hint={
        suspended
          ? 'Nothing of the shop runs. Its data are kept; resuming brings it back as it was.'
          : 'Stops everything that runs and keeps all data. The shop cannot be reached until you resume it.'
      }
    >
      <Button
        busy={busy}
        onClick={() =>
          change({
            edit: { suspended: !suspended },
            done: suspended ? 'The store is coming back' : 'The store is being suspended',
            undo: { suspended },
          })
        }
      >
        {suspended ? <Play /> : <Pause />} {suspended ? 'Resume' : 'Suspend'}
      </Button>
      {error !== null && (
        <div className="mt-3">
          <Failure error={error} />
        </div>
      )}
    </Setting>
  );
}
