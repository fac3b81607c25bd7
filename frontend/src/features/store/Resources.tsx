import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { usePolling } from '@/features/live/useLive';
import { bytes } from '@/features/stores/limits';
import { Badge } from '@/ui/Badge';
import { Failure, Notice } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import { objectTone } from './objectTone';
import { detailQuery } from './queries';
import type { TabProps } from './StorePage';
import { partsOf, type Branch } from './tree';

/** The real objects in the cluster, part by part. */
export function Resources({ store }: TabProps) {
  const detail = useQuery({ ...detailQuery(store.id), refetchInterval: usePolling() });
  if (detail.isError) {
    return <Failure error={toApiError(detail.error)} onRetry={() => void detail.refetch()} />;
  }
  if (!detail.data) {
    return <Skeleton className="h-72 rounded-lg" />;
  }
  if (!detail.data.available) {
    return (
      <Notice tone="warn" title="The cluster cannot be asked at the moment">
        <p>{detail.data.reason}</p>
      </Notice>
    );
  }
  const parts = partsOf(detail.data.resources ?? []);
  if (parts.length === 0) {
    return (
      <Empty icon={<Boxes />} title="Nothing in the cluster">
        {store.status === 'DELETED'
          ? 'Everything of this store is gone.'
          : 'The store’s objects appear here as soon as they are made.'}
      </Empty>
    );
  }
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {parts.map((part) => (
        <Card key={part.name} title={part.name} flush>
          <ul className="divide-y divide-line">
            {part.branches.map((branch) => (
              <BranchLine key={`${branch.object.kind}/${branch.object.name}`} branch={branch} depth={0} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function BranchLine({ branch, depth }: { branch: Branch; depth: number }) {
  const { object } = branch;
  const { tone, icon } = objectTone(object);
  return (
    <li>
      <div className="flex items-center gap-3 px-4 py-2 hover:bg-hover" style={{ paddingLeft: 16 + depth * 20 }}>
        {depth > 0 && <span aria-hidden className="-mt-3 h-3 w-3 shrink-0 rounded-bl border-b border-l border-edge" />}
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium" title={object.name}>
            {object.name}
          </p>
          <p className="truncate text-xs text-muted">
            {object.kind}
            {object.size != null && ` · ${bytes(object.size)}`}
            {object.node != null && ` · on ${object.node}`}
          </p>
        </div>
        {object.ready != null && <span className="figures text-xs text-muted">{object.ready}</span>}
        <Badge tone={tone} icon={icon}>
          {object.status}
        </Badge>
        <span className="hidden w-12 text-right text-xs text-muted sm:block">
          {object.created_at != null && <Ago time={object.created_at} />}
        </span>
      </div>
      {branch.children.length > 0 && (
        <ul>
          {branch.children.map((child) => (
            <BranchLine key={`${child.object.kind}/${child.object.name}`} branch={child} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}
