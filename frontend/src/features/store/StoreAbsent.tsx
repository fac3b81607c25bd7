import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { buttonClass } from '@/ui/Button';
import { Empty, Skeleton } from '@/ui/Parts';

/** Unknown, or somebody else's: both look the same. */
export function StoreGone({ id }: { id: string }) {
  return (
    <Empty
      page
      icon={<SearchX />}
      title="There is no such store"
      action={
        <Link to="/" className={buttonClass('primary')}>
          Go to your stores
        </Link>
      }
    >
      No store of yours has the id <code className="break-all">{id}</code>. It may belong to another account.
    </Empty>
  );
}

export function StoreSkeleton() {
  return (
    <div role="status" aria-label="Loading the store">
      <div className="mb-5 flex items-center gap-3">
        <Skeleton className="size-10 rounded-lg" />
        <div className="space-y-2">
          <Skeleton className="h-5 w-52" />
          <Skeleton className="h-3.5 w-36" />
        </div>
      </div>
      <Skeleton className="mb-4 h-8 w-full max-w-xl" />
      <div className="grid gap-4 lg:grid-cols-3">
        <Skeleton className="h-72 rounded-lg lg:col-span-2" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  );
}
