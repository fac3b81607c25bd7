import { bytes, quantity, trimmed } from '@/features/stores/limits';
import type { Detail } from '@/features/stores/types';
import { Card, Meter, Skeleton } from '@/ui/Parts';

const lines: { key: string; word: string; unit: 'cpu' | 'bytes' | 'count' }[] = [
  { key: 'requests.cpu', word: 'CPU reserved', unit: 'cpu' },
  { key: 'requests.memory', word: 'Memory reserved', unit: 'bytes' },
  { key: 'limits.memory', word: 'Memory at most', unit: 'bytes' },
  { key: 'requests.storage', word: 'Disk', unit: 'bytes' },
  { key: 'persistentvolumeclaims', word: 'Volumes', unit: 'count' },
  { key: 'pods', word: 'Pods', unit: 'count' },
];

/** What the store takes of what its plan permits, from the namespace's real quota. */
export function QuotaCard({ detail }: { detail: Detail | undefined }) {
  if (detail === undefined) {
    return (
      <Card title="Use of the plan">
        <Skeleton className="h-28" />
      </Card>
    );
  }
  const quota = detail.quota ?? {};
  const shown = lines.filter((line) => quota[line.key] !== undefined);
  return (
    <Card title="Use of the plan">
      {shown.length === 0 ? (
        <p className="text-sm text-muted">
          {detail.available ? 'The namespace has no quota yet.' : `Unknown: ${detail.reason}`}
        </p>
      ) : (
        <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2 2xl:grid-cols-3">
          {shown.map((line) => {
            const used = quota[line.key]?.used;
            const limit = quota[line.key]?.limit;
            const share = (quantity(used) ?? 0) / (quantity(limit) || 1);
            const words = `${inWords(used, line.unit)} of ${inWords(limit, line.unit)}`;
            return (
              <li key={line.key}>
                <p className="mb-1.5 flex items-baseline justify-between gap-2 text-xs">
                  <span className="text-muted">{line.word}</span>
                  <span className="figures">{words}</span>
                </p>
                <Meter value={share} label={`${line.word}: ${words}`} />
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

function inWords(value: string | null | undefined, unit: 'cpu' | 'bytes' | 'count'): string {
  if (value == null) {
    return 'unknown';
  }
  return unit === 'bytes' ? bytes(value) : trimmed(quantity(value) ?? NaN);
}
