import { useQuery } from '@tanstack/react-query';
import { usePolling } from '@/features/live/useLive';
import { toApiError } from '@/api/problem';
import { Card, Skeleton } from '@/ui/Parts';
import { Failure } from '@/ui/Notice';
import { CauseCard } from './CauseCard';
import { Credentials } from './Credentials';
import { Facts } from './Facts';
import { detailQuery } from './queries';
import { QuotaCard } from './QuotaCard';
import { Steps } from './Steps';
import type { TabProps } from './StorePage';
import { troubleOf } from './trouble';

export function Overview({ store, onSearch }: TabProps) {
  const detail = useQuery({ ...detailQuery(store.id), refetchInterval: usePolling() });
  const trouble = troubleOf(store);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(280px,360px)]">
      <div className="grid min-w-0 gap-4">
        {trouble !== null && (
          <CauseCard
            store={store}
            trouble={trouble}
            resources={detail.data?.resources ?? []}
            onShowLogs={(component) => onSearch({ tab: 'logs', component })}
          />
        )}
        {detail.isError && <Failure error={toApiError(detail.error)} onRetry={() => void detail.refetch()} />}
        {store.status !== 'DELETED' && (
          <Card title="Timeline">
            {detail.data ? <Steps store={store} steps={detail.data.steps} /> : <StepsSkeleton />}
          </Card>
        )}
        {store.status !== 'DELETED' && <QuotaCard detail={detail.data} />}
      </div>
      <div className="grid min-w-0 gap-4">
        <Facts store={store} detail={detail.data} />
        <Credentials store={store} />
      </div>
    </div>
  );
}

function StepsSkeleton() {
  return (
    <div role="status" aria-label="Loading the steps" className="space-y-4">
      {Array.from({ length: 7 }, (_, at) => (
        <Skeleton key={at} className="h-4 w-64" />
      ))}
    </div>
  );
}
