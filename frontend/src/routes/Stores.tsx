import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/features/auth/session';
import { usePolling } from '@/features/live/useLive';
import { usePageHead } from '@/features/shell/favicon';
import { listQuery, parseListSearch, type ListSearch } from '@/features/stores/queries';
import { StoresPage } from '@/features/stores/StoresPage';
import type { Store, StorePage } from '@/features/stores/types';
import type { Tone } from '@/ui/Badge';

const CreateDialog = lazy(() => import('@/features/create/CreateDialog').then((m) => ({ default: m.CreateDialog })));
const RemoveDialog = lazy(() => import('@/features/remove/RemoveDialog').then((m) => ({ default: m.RemoveDialog })));

const route = getRouteApi('/signed-in/');

export function StoresRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/' });
  const session = useSession();
  const list = parseListSearch({ ...search });
  const query = useQuery({ ...listQuery(list), refetchInterval: usePolling() });
  const [removing, setRemoving] = useState<Store[] | null>(null);
  usePageHead('Stores', toneOf(query.data));

  const change = (next: ListSearch, how: 'push' | 'replace' = 'push'): void =>
    void navigate({ search: { ...list, ...next }, replace: how === 'replace', resetScroll: false });

  return (
    <>
      <StoresPage
        search={list}
        onSearch={change}
        query={query}
        operator={session?.operator ?? false}
        onCreate={() => void navigate({ search: (old) => ({ ...old, new: true }), resetScroll: false })}
        onRemove={setRemoving}
      />
      <Suspense>
        {search.new && (
          <CreateDialog
            onClose={() => void navigate({ search: list, replace: true, resetScroll: false })}
            onCreated={(store) => void navigate({ to: '/s/$id', params: { id: store.id } })}
          />
        )}
        {removing !== null && <RemoveDialog stores={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </>
  );
}

/** What the tab's icon tells: the worst of all stores. */
function toneOf(list: StorePage | undefined): Tone | null {
  const count = (phase: string): number => list?.counts[phase] ?? 0;
  if (count('FAILED') + count('DEGRADED') > 0) {
    return 'bad';
  }
  if (count('PROVISIONING') + count('UPDATING') > 0) {
    return 'busy';
  }
  return count('READY') > 0 ? 'good' : null;
}
