import { ShieldX } from 'lucide-react';
import { Empty } from '@/ui/Parts';
import { Refusal, useRefusal } from './Refusal';

interface Asked {
  error: unknown;
  errorUpdatedAt: number;
  refetch: () => unknown;
}

/** Why a page has nothing to show, or nothing newer. */
export function PageTrouble({ query }: { query: Asked }) {
  const { error, wait } = useRefusal({ error: query.error, at: query.errorUpdatedAt });
  if (error === null) {
    return null;
  }
  if (error.status === 403) {
    return (
      <Empty icon={<ShieldX />} title="Only for operators">
        {error.message}
      </Empty>
    );
  }
  return (
    <div className="mb-4">
      <Refusal error={error} wait={wait} onRetry={() => void query.refetch()} />
    </div>
  );
}
