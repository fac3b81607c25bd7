import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { usePolling } from '@/features/live/useLive';
import { bytes } from '@/features/stores/limits';
import { Badge } from '@/ui/Badge';
import { cx } from '@/ui/cx';
import { Failure, Notice } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import { KindIcon } from './KindIcon';
import { objectTone } from './objectTone';
import { detailQuery } from './queries';
import type { TabProps } from './StorePage';
import { objectsOf, partsOf, type Branch, type Part } from './tree';

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
        <Card key={part.name} title={part.name} actions={<PartState part={part} />} flush>
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

/** Only where there is something to say: that all is well is seen from its objects. */
function PartState({ part }: { part: Part }) {
  const tones = objectsOf(part.branches).map((object) => objectTone(object).tone);
  const bad = tones.filter((tone) => tone === 'bad').length;
  const busy = tones.filter((tone) => tone === 'busy').length;
  if (bad > 0) {
    return <span className="text-xs font-medium text-bad">{bad} not well</span>;
  }
  return busy > 0 ? <span className="text-xs text-muted">{busy} on the way</span> : null;
}

function BranchLine({ branch, depth }: { branch: Branch; depth: number }) {
  const { object } = branch;
  const { tone, icon } = objectTone(object);
  return (
    <li>
      <div className="flex items-center gap-3 px-4 py-2 hover:bg-hover" style={{ paddingLeft: 16 + depth * 28 }}>
        {depth > 0 && (
          <span aria-hidden className="-mt-4 -mr-1 -ml-5 h-4 w-3 shrink-0 rounded-bl border-b border-l border-edge" />
        )}
        <KindIcon kind={object.kind} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium" title={object.name}>
            {object.name}
          </p>
          <p className="text-xs break-words text-muted">
            {object.kind}
            {object.ready != null && ` · ${object.ready} ${object.kind === 'Job' ? 'done' : 'ready'}`}
            {object.restarts != null && <Restarts count={object.restarts} />}
            {object.size != null && ` · ${bytes(object.size)}`}
            {object.node != null && ` · on ${object.node}`}
          </p>
        </div>
        <Badge tone={tone} icon={icon}>
          {object.status}
        </Badge>
        <span className="w-12 text-right text-xs whitespace-nowrap text-muted">
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

function Restarts({ count }: { count: number }) {
  return (
    <>
      {' · '}
      <span className={cx('figures', count > 0 && 'font-medium text-warn')}>
        {count === 1 ? '1 restart' : `${count} restarts`}
      </span>
    </>
  );
}
