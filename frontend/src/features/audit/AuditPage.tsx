import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText, SearchX } from 'lucide-react';
import { PageTrouble } from '@/features/shell/PageTrouble';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { AuditFilters } from './AuditFilters';
import { AuditLine } from './AuditLine';
import { Chain } from './Chain';
import { ExportButton } from './ExportButton';
import { auditQuery, type AuditEntry } from './queries';
import type { AuditSearch } from './search';

interface AuditPageProps {
  search: AuditSearch;
  onSearch: (next: AuditSearch) => void;
}

/** Who did what, for operators. */
export function AuditPage({ search, onSearch }: AuditPageProps) {
  const query = useInfiniteQuery(auditQuery(search));
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">Audit log</h1>
        {entries !== undefined && <ExportButton search={search} />}
      </div>
      {query.isError && <PageTrouble query={query} />}
      {entries !== undefined && (
        <>
          <Chain />
          <AuditFilters search={search} onSearch={onSearch} seen={entries.map((entry) => entry.action)} />
          <Entries entries={entries} search={search} stale={query.isPlaceholderData} onSearch={onSearch} />
        </>
      )}
      {entries === undefined && !query.isError && <Skeleton className="h-96 rounded-lg" />}
      {query.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}

function Entries({ entries, search, stale, onSearch }: AuditPageProps & { entries: AuditEntry[]; stale: boolean }) {
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Card flush>
      {entries.length > 0 ? (
        <ol
          aria-label="Entries, newest first"
          aria-busy={stale}
          className={cx('divide-y divide-line transition-opacity', stale && 'opacity-60')}
        >
          {entries.map((entry) => (
            <AuditLine key={entry.id} entry={entry} onActor={(actor) => onSearch({ ...search, actor })} />
          ))}
        </ol>
      ) : filtered ? (
        <Empty
          icon={<SearchX />}
          title="No entry matches"
          action={<Button onClick={() => onSearch({})}>Show all entries</Button>}
        />
      ) : (
        <Empty icon={<ScrollText />} title="Nothing was done yet">
          Every change and every look at a shop’s admin login becomes an entry here.
        </Empty>
      )}
    </Card>
  );
}
