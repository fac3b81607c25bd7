import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/ui/toast';
import { toApiError } from '@/api/problem';
import { rollbackStore } from '@/features/stores/actions';
import type { Revision, Store } from '@/features/stores/types';
import { useStoreAction } from '@/features/stores/useStoreAction';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Failure } from '@/ui/Notice';
import { Skeleton } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import { Diff } from './Diff';
import { Setting } from '@/ui/Setting';
import { manifestQuery, revisionsQuery } from './queries';

/** What was applied so far, and the way back to it. */
export function RevisionSetting({
  store,
  onCompare,
}: {
  store: Store;
  onCompare: (revision: number, against: number) => void;
}) {
  const revisions = useQuery(revisionsQuery(store.id));
  const [target, setTarget] = useState<Revision | null>(null);
  const current = revisions.data?.find((each) => each.current);
  return (
    <Setting title="Revisions" hint="What was applied so far, and the way back to it. Data are not touched.">
      {revisions.isError && <Failure error={toApiError(revisions.error)} onRetry={() => void revisions.refetch()} />}
      {revisions.isPending && <Skeleton className="h-16" />}
      <ul className="divide-y divide-line">
        {revisions.data?.map((revision) => (
          <li
            key={revision.revision}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 text-sm first:pt-0 last:pb-0"
          >
            <span className="figures w-8 font-medium">{revision.revision}</span>
            <span className="min-w-0 flex-1 basis-48">
              <span className="block break-words">{revision.description}</span>
              <span className="text-xs text-muted">
                chart {revision.chart_version} · {revision.plan} · <Ago time={revision.started_at} suffix />
              </span>
            </span>
            {revision.current ? (
              <span className="text-xs font-medium text-good">In force</span>
            ) : (
              <span className="flex gap-1">
                {current && (
                  <Button
                    size="sm"
                    look="quiet"
                    aria-label={`Compare revision ${revision.revision} with the one in force`}
                    onClick={() => onCompare(current.revision, revision.revision)}
                  >
                    <GitCompareArrows /> Compare
                  </Button>
                )}
                <Button
                  size="sm"
                  aria-label={`Go back to revision ${revision.revision}`}
                  onClick={() => setTarget(revision)}
                >
                  <Undo2 /> Go back
                </Button>
              </span>
            )}
          </li>
        ))}
        {revisions.data?.length === 0 && <li className="text-sm text-muted">Nothing was applied yet.</li>}
      </ul>
      {target !== null && (
        <RollbackDialog store={store} current={current} target={target} onClose={() => setTarget(null)} />
      )}
    </Setting>
  );
}

function RollbackDialog({
  store,
  current,
  target,
  onClose,
}: {
  store: Store;
  current: Revision | undefined;
  target: Revision;
  onClose: () => void;
}) {
  const after = useQuery(manifestQuery(store.id, target.revision));
  const before = useQuery({
    ...manifestQuery(store.id, current?.revision ?? 0),
    enabled: current !== undefined,
  });
  const rollback = useStoreAction((revision: number) => rollbackStore(store.id, revision), 'It was not rolled back');
  const error = after.error ?? before.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Go back to revision ${target.revision}?`}
      description={`Chart ${target.chart_version}, plan ${target.plan}${target.suspended ? ', suspended' : ''}. Data in the shop are not touched.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={rollback.isPending}
            onClick={() =>
              rollback.mutate(target.revision, {
                onSuccess: () => {
                  toast.success(`Going back to revision ${target.revision}`);
                  onClose();
                },
              })
            }
          >
            Go back
          </Button>
        </>
      }
    >
      {error ? (
        <Failure error={toApiError(error)} />
      ) : before.data === undefined || after.data === undefined ? (
        <Skeleton className="h-40" />
      ) : (
        <div className="rounded-lg border">
          <Diff before={before.data} after={after.data} />
        </div>
      )}
    </Dialog>
  );
}
