import type { UseQueryResult } from '@tanstack/react-query';
import { Plus, SearchX, Store as StoreIcon } from 'lucide-react';
import { useState } from 'react';
import { toApiError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Failure } from '@/ui/Notice';
import { Empty } from '@/ui/Parts';
import { BulkBar } from './BulkBar';
import { Counters } from './Counters';
import { Filters } from './Filters';
import { Pager } from './Pager';
import { defaultSize, type ListSearch } from './queries';
import { StoreTable, StoreTableSkeleton } from './StoreTable';
import type { Store, StorePage } from './types';

interface StoresPageProps {
  search: ListSearch;
  onSearch: (next: ListSearch, how?: 'push' | 'replace') => void;
  query: UseQueryResult<StorePage>;
  operator: boolean;
  onCreate: () => void;
  onRemove: (stores: Store[]) => void;
}

export function StoresPage({ search, onSearch, query, operator, onCreate, onRemove }: StoresPageProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = query.data;
  const filtered = Boolean(search.show ?? search.q ?? search.engine ?? search.owner);
  const chosen = list?.stores.filter((store) => selected.has(store.id)) ?? [];
  const everything = Object.values(list?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">Stores</h1>
        <Button look="primary" onClick={onCreate} aria-keyshortcuts="c">
          <Plus /> New store
        </Button>
      </div>
      <Counters counts={list?.counts} show={search.show} onShow={(show) => onSearch({ show, ...firstPage })} />
      <Filters search={search} operator={operator} onSearch={(next, how) => onSearch({ ...next, ...firstPage }, how)} />
      {query.isError && (
        <div className="mb-3">
          <Failure error={toApiError(query.error)} onRetry={() => void query.refetch()} />
        </div>
      )}
      <section
        aria-label="Stores"
        className="overflow-hidden rounded-lg border bg-surface"
        aria-busy={query.isPlaceholderData}
      >
        {list === undefined ? (
          !query.isError && <StoreTableSkeleton rows={6} />
        ) : list.stores.length > 0 ? (
          <StoreTable
            stores={list.stores}
            sort={search.sort ?? '-created_at'}
            onSort={(sort) => onSearch({ sort: sort === '-created_at' ? undefined : sort, ...firstPage })}
            operator={operator}
            selected={selected}
            onSelect={setSelected}
            onRemove={onRemove}
            stale={query.isPlaceholderData}
          />
        ) : filtered || everything > 0 ? (
          <NothingFound
            onClear={() =>
              onSearch({ show: undefined, q: undefined, engine: undefined, owner: undefined, ...firstPage })
            }
          />
        ) : (
          <NoStoreYet onCreate={onCreate} />
        )}
      </section>
      {list !== undefined && list.total > 0 && (
        <Pager
          total={list.total}
          shown={list.stores.length}
          next={list.next_page_token ?? null}
          search={search}
          size={search.size ?? defaultSize}
          onSearch={onSearch}
        />
      )}
      {/* Room for the bar, so that it hides nothing at the end of the page. */}
      {chosen.length > 0 && <div className="h-16" />}
      <BulkBar chosen={chosen} onClear={() => setSelected(new Set())} onRemove={onRemove} />
    </>
  );
}

const firstPage = { from: undefined, page: undefined };

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <Empty icon={<SearchX />} title="No store matches" action={<Button onClick={onClear}>Show all stores</Button>}>
      Nothing here fits the search and the filters together.
    </Empty>
  );
}

function NoStoreYet({ onCreate }: { onCreate: () => void }) {
  return (
    <Empty
      icon={<StoreIcon />}
      title="No store yet"
      action={
        <Button look="primary" onClick={onCreate}>
          <Plus /> Create your first store
        </Button>
      }
    >
      A store is a shop of its own: database, application, address and limits, kept running for you. Give it a name and
      choose an engine; everything else is made.
    </Empty>
  );
}
