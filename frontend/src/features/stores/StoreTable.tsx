import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import { Skeleton } from '@/ui/Parts';
import { ActionsColumn, Column, TableHead } from '@/ui/Table';
import type { Sort } from './queries';
import { StoreRow } from './StoreRow';
import type { Store } from './types';

interface StoreTableProps {
  stores: Store[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  operator: boolean;
  selected: ReadonlySet<string>;
  onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>;
  onRemove: (stores: Store[]) => void;
  stale: boolean;
}

export function StoreTable({ stores, sort, onSort, operator, selected, onSelect, onRemove, stale }: StoreTableProps) {
  const chosen = stores.filter((store) => selected.has(store.id)).length;
  // From what is selected then, not from what was when the row was drawn: rows are not drawn anew for each other.
  const choose = (id: string, on: boolean): void =>
    onSelect((old) => new Set(on ? [...old, id] : [...old].filter((each) => each !== id)));
  const sortable = { sort, onSort };
  return (
    <table className={cx('w-full table-fixed text-sm transition-opacity', stale && 'opacity-60')}>
      <TableHead>
        <Column className="w-10 pr-0 align-middle">
          <Checkbox
            label="Select all stores on this page"
            checked={chosen === stores.length}
            mixed={chosen > 0 && chosen < stores.length}
            onChange={(on) => onSelect(new Set(on ? stores.map((store) => store.id) : []))}
          />
        </Column>
        <Head by="name" {...sortable}>
          Store
        </Head>
        <Head by="status" {...sortable} className="w-[38%] max-sm:hidden">
          Status
        </Head>
        <Column className="w-28 max-lg:hidden">Plan</Column>
        {operator && <Column className="w-36 max-lg:hidden">Owner</Column>}
        <Head by="created_at" {...sortable} className="w-20 max-md:hidden">
          Age
        </Head>
        <ActionsColumn className="w-12 sm:w-24" />
      </TableHead>
      <tbody className="divide-y divide-line">
        {stores.map((store) => (
          <StoreRow
            key={store.id}
            store={store}
            operator={operator}
            selected={selected.has(store.id)}
            onSelect={(on) => choose(store.id, on)}
            onRemove={() => onRemove([store])}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({
  by,
  sort,
  onSort,
  className,
  children,
}: {
  by: 'name' | 'status' | 'created_at';
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string;
  children: ReactNode;
}) {
  const active = sort === by || sort === `-${by}`;
  const descending = sort === `-${by}`;
  const Arrow = descending ? ArrowDown : ArrowUp;
  const first: Sort = by === 'created_at' ? '-created_at' : by;
  const other: Sort = by === 'created_at' ? 'created_at' : `-${by}`;
  return (
    <Column aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined} className={className}>
      <button
        type="button"
        onClick={() => onSort(active && sort === first ? other : first)}
        className="-mx-1 -my-2 inline-flex items-center gap-1 rounded px-1 py-2 hover:text-ink"
      >
        {children}
        {active && <Arrow aria-hidden size={12} />}
      </button>
    </Column>
  );
}

export function StoreTableSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Loading the stores" className="divide-y divide-line">
      <div className="h-9" />
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-14 items-center gap-3 px-4">
          <Skeleton className="size-4" />
          <Skeleton className="size-7" />
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="ml-auto h-5 w-24 rounded-full" />
        </div>
      ))}
    </div>
  );
}
