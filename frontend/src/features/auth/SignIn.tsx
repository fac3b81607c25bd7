import { useQuery } from '@tanstack/react-query';
import { Boxes, LifeBuoy, Store } from 'lucide-react';
import { API_URL } from '@/api/client';
import { toApiError } from '@/api/problem';
import { Mark } from '@/features/shell/Mark';
import { Failure } from '@/ui/Notice';
import { Skeleton } from '@/ui/Parts';
import { NameForm } from './NameForm';
import { PasswordForm } from './PasswordForm';
import { waysQuery } from './ways';

/** The door: what this is, and how to get in. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const ways = useQuery(waysQuery);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Mark size={36} />
          <div>
            <h1 className="text-xl font-semibold">Store Weaver</h1>
            <p className="text-sm text-muted">Online shops on your own Kubernetes</p>
          </div>
        </div>
        {ways.isError && <Failure error={toApiError(ways.error)} onRetry={() => void ways.refetch()} />}
        {ways.isPending && <Skeleton className="h-44 rounded-xl" />}
        {ways.data?.mode === 'demo' && <NameForm onDone={onDone} />}
        {ways.data?.mode === 'local' && <PasswordForm ways={ways.data} onDone={onDone} />}
        <ul className="mt-6 space-y-2.5 text-sm text-muted [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
          <li className="flex gap-2.5">
            <Store aria-hidden /> WooCommerce or Medusa, from a name to a working shop
          </li>
          <li className="flex gap-2.5">
            <Boxes aria-hidden /> Each with its own database, address, limits and admin login
          </li>
          <li className="flex gap-2.5">
            <LifeBuoy aria-hidden /> Watched and repaired; when something breaks, you read why and what to do
          </li>
        </ul>
        <p className="mt-6 border-t pt-4 text-xs text-muted">
          Programs use the same API:{' '}
          <a className="text-accent underline" href={`${API_URL}/docs`}>
            its description
          </a>
        </p>
      </div>
    </main>
  );
}
