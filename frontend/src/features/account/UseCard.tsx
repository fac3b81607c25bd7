import { useQuery } from '@tanstack/react-query';
import { PageTrouble } from '@/features/shell/PageTrouble';
import { quotaQuery } from '@/features/stores/queries';
import { Card, Meter, Skeleton } from '@/ui/Parts';

/** What the account uses of what it may. */
export function UseCard() {
  const query = useQuery(quotaQuery);
  if (query.data === undefined) {
    return query.isError ? <PageTrouble query={query} /> : <Skeleton className="h-36 rounded-lg" />;
  }
  const { stores, cpu, memory, disk } = query.data;
  return (
    <Card title="What you use">
      <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Line word="Live stores" used={stores.used} limit={stores.limit} unit="" />
        <Line word="CPU of their plans" used={cpu.used} limit={cpu.limit} unit="" />
        <Line word="Memory of their plans" used={memory.used} limit={memory.limit} unit=" GiB" />
        <Line word="Disk of their plans" used={disk.used} limit={disk.limit} unit=" GiB" />
      </ul>
    </Card>
  );
}

function Line({ word, used, limit, unit }: { word: string; used: number; limit: number | null; unit: string }) {
  const words = limit === null ? `${exactly(used)}${unit}, no limit` : `${exactly(used)} of ${exactly(limit)}${unit}`;
  return (
    <li>
      <p className="mb-1.5 flex items-baseline justify-between gap-2 text-xs">
        <span className="text-muted">{word}</span>
        <span className="figures">{words}</span>
      </p>
      {limit !== null && <Meter warn value={limit > 0 ? used / limit : 1} label={`${word}: ${words}`} />}
    </li>
  );
}

// An amount that somebody set is shown as they set it.
function exactly(amount: number): string {
  return amount.toLocaleString(undefined, { maximumFractionDigits: 2 });
}
