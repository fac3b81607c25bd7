import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { api, unwrap } from '@/api/client';
import { toApiError } from '@/api/problem';
import { useSession } from '@/features/auth/session';
import type { Store } from '@/features/stores/types';
import { storeKeys } from '@/features/stores/queries';
import { Button } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { Failure } from '@/ui/Notice';
import { Card, Fact } from '@/ui/Parts';

/** The shop's admin login, asked for when it is wanted and forgotten when it is hidden. */
export function Credentials({ store }: { store: Store }) {
  const session = useSession();
  const client = useQueryClient();
  const reveal = useMutation({
    mutationFn: () => unwrap(api.GET('/api/v1/stores/{id}/credentials', { params: { path: { id: store.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: [...storeKeys.store(store.id), 'timeline'] }),
    // Not kept anywhere once it is not shown any more.
    gcTime: 0,
  });
  if (store.status === 'DELETED' || session?.account !== store.owner) {
    return null;
  }
  return (
    <Card title="Admin login">
      {reveal.data ? (
        <>
          <dl className="grid gap-3">
            <Secret name="User name" text={reveal.data.username} />
            <Secret name="Password" text={reveal.data.password} mono />
          </dl>
          <Button size="sm" className="mt-3" onClick={() => reveal.reset()}>
            <EyeOff /> Hide
          </Button>
        </>
      ) : (
        <>
          <Button busy={reveal.isPending} onClick={() => reveal.mutate()}>
            {!reveal.isPending && <Eye />} Show the login
          </Button>
          <p className="mt-2 text-xs text-muted">Showing it is noted in the store’s activity.</p>
        </>
      )}
      {reveal.isError && (
        <div className="mt-3">
          <Failure error={toApiError(reveal.error)} />
        </div>
      )}
    </Card>
  );
}

function Secret({ name, text, mono = false }: { name: string; text: string; mono?: boolean }) {
  return (
    <Fact name={name} action={<Copy text={text} label={`Copy the ${name.toLowerCase()}`} />}>
      <span className={mono ? 'font-mono text-xs break-all' : 'break-all'}>{text}</span>
    </Fact>
  );
}
