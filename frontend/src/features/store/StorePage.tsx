import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleStop, ExternalLink, LogIn, RotateCcw, Trash2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ApiError } from '@/api/problem';
import { cancelStore, retryStore } from '@/features/stores/actions';
import { EngineIcon } from '@/features/stores/EngineIcon';
import { can, isWebAddress } from '@/features/stores/status';
import { StatusBadge } from '@/features/stores/StatusBadge';
import type { Store } from '@/features/stores/types';
import { useStoreAction } from '@/features/stores/useStoreAction';
import { Button, buttonClass } from '@/ui/Button';
import { Failure, Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Parts';
import { Tabs } from '@/ui/Tabs';
import { Ago } from '@/ui/Time';
import { Overview } from './Overview';
import { tabs, type StoreSearch, type Tab } from './search';

const Resources = lazy(() => import('./Resources').then((m) => ({ default: m.Resources })));
const Events = lazy(() => import('./Events').then((m) => ({ default: m.Events })));
const Logs = lazy(() => import('./Logs').then((m) => ({ default: m.Logs })));
const Manifest = lazy(() => import('./Manifest').then((m) => ({ default: m.Manifest })));
const Activity = lazy(() => import('./Activity').then((m) => ({ default: m.Activity })));
const Settings = lazy(() => import('./Settings').then((m) => ({ default: m.Settings })));

const tabWords: Record<Tab, string> = {
  overview: 'Overview',
  resources: 'Resources',
  events: 'Events',
  logs: 'Logs',
  manifest: 'Manifest',
  activity: 'Activity',
  settings: 'Settings',
};

export interface TabProps {
  store: Store;
  search: StoreSearch;
  onSearch: (next: StoreSearch) => void;
  onRemove: () => void;
}

export function StorePage({ stale, ...props }: TabProps & { stale: ApiError | null }) {
  const { store, search, onSearch } = props;
  const tab = search.tab ?? 'overview';
  return (
    <>
      <Header store={store} onRemove={props.onRemove} />
      {stale !== null && (
        <div className="mb-4">
          <Failure error={stale} />
        </div>
      )}
      {store.status === 'DELETED' && (
        <div className="mb-4">
          <Notice title="This store is deleted">
            <p>
              Its namespace, volumes and address are gone
              {store.deleted_at && (
                <>
                  {' '}
                  since <Ago time={store.deleted_at} suffix />
                </>
              )}
              . What is left is its history.
            </p>
          </Notice>
        </div>
      )}
      <Tabs
        label="Parts of the store"
        tabs={tabs.map((each) => ({ key: each, word: tabWords[each] }))}
        value={tab}
        onChange={(next) => onSearch({ tab: next === 'overview' ? undefined : next })}
      >
        <Suspense fallback={<Skeleton className="h-72 rounded-lg" />}>
          <TabContent tab={tab} {...props} />
        </Suspense>
      </Tabs>
    </>
  );
}

function TabContent({ tab, ...props }: TabProps & { tab: Tab }) {
  switch (tab) {
    case 'overview':
      return <Overview {...props} />;
    case 'resources':
      return <Resources {...props} />;
    case 'events':
      return <Events {...props} />;
    case 'logs':
      return <Logs {...props} />;
    case 'manifest':
      return <Manifest {...props} />;
    case 'activity':
      return <Activity {...props} />;
    case 'settings':
      return <Settings {...props} />;
  }
}

function Header({ store, onRemove }: { store: Store; onRemove: () => void }) {
  const allowed = can(store);
  const retry = useStoreAction(retryStore, 'The store could not be retried');
  const cancel = useStoreAction(cancelStore, 'The change could not be cancelled');
  return (
    <header className="mb-4">
      <nav aria-label="Breadcrumb" className="mb-2 flex items-center gap-1 text-xs text-muted">
        <Link to="/" className="rounded hover:text-ink">
          Stores
        </Link>
        <ChevronRight aria-hidden size={12} />
        <span className="truncate" aria-current="page">
          {store.id}
        </span>
      </nav>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-3">
        <EngineIcon engine={store.engine} className="size-10 rounded-lg" />
        <div className="min-w-0 flex-1 basis-56">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="line-clamp-2 min-w-0 text-xl leading-6 font-semibold break-words" title={store.name}>
              <bdi>{store.name}</bdi>
            </h1>
            <StatusBadge status={store.status} />
          </div>
          <p className="mt-0.5 truncate text-sm text-muted">{store.custom_domain ?? store.host}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {allowed.open && (
            <a href={store.store_url ?? undefined} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
              <ExternalLink /> Open shop
            </a>
          )}
          {allowed.open && isWebAddress(store.admin_url) && (
            <a href={store.admin_url} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
              <LogIn /> Admin
            </a>
          )}
          {allowed.cancel && (
            <Button busy={cancel.isPending} onClick={() => cancel.mutate(store.id)}>
              {!cancel.isPending && <CircleStop />} Cancel
            </Button>
          )}
          {allowed.retry && (
            <Button busy={retry.isPending} onClick={() => retry.mutate(store.id)}>
              {!retry.isPending && <RotateCcw />} Retry
            </Button>
          )}
          {allowed.remove && (
            <Button aria-label={`Delete ${store.name}`} onClick={onRemove} className="hover:text-bad">
              <Trash2 /> Delete
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}
