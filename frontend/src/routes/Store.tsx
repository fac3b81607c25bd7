import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { toApiError } from '@/api/problem';
import { useFollowStore, usePolling } from '@/features/live/useLive';
import { usePageHead } from '@/features/shell/favicon';
import { StorePage } from '@/features/store/StorePage';
import { StoreGone, StoreSkeleton } from '@/features/store/StoreAbsent';
import { storeQuery } from '@/features/stores/queries';
import { statusLook } from '@/features/stores/status';
import { Failure } from '@/ui/Notice';

const RemoveDialog = lazy(() => import('@/features/remove/RemoveDialog').then((m) => ({ default: m.RemoveDialog })));

const route = getRouteApi('/signed-in/s/$id');

export function StoreRoute() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/s/$id' });
  const query = useQuery({ ...storeQuery(id), refetchInterval: usePolling() });
  const [removing, setRemoving] = useState(false);
  useFollowStore(id);
  usePageHead(query.data?.name ?? 'Store', query.data ? statusLook(query.data.status).tone : null);

  if (query.data === undefined) {
    const error = query.isError ? toApiError(query.error) : null;
    if (error?.status === 404) {
      return <StoreGone id={id} />;
    }
    return error ? <Failure error={error} onRetry={() => void query.refetch()} /> : <StoreSkeleton />;
  }
  return (
    <>
      <StorePage
        store={query.data}
        stale={query.isError ? toApiError(query.error) : null}
        search={search}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
        onRemove={() => setRemoving(true)}
      />
      <Suspense>{removing && <RemoveDialog stores={[query.data]} onClose={() => setRemoving(false)} />}</Suspense>
    </>
  );
}
