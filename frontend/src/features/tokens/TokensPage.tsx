import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/features/auth/session';
import { PageTrouble } from '@/features/shell/PageTrouble';
import { Button } from '@/ui/Button';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { useNow } from '@/ui/Time';
import { isLive, tokensQuery, type Token } from './queries';
import { RevokeDialog } from './RevokeDialog';
import { TokenTable } from './TokenTable';

const NewTokenDialog = lazy(() => import('./NewTokenDialog').then((m) => ({ default: m.NewTokenDialog })));

/** One's API tokens. */
export function TokensPage() {
  const session = useSession();
  const accounts = session?.mode === 'local';
  const query = useQuery({ ...tokensQuery, enabled: accounts });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  if (session === null) {
    return null;
  }
  if (!accounts) {
    return (
      <Empty page icon={<KeyRound />} title="Demo mode needs no tokens">
        A program says who it is with the header X-User-Id, and is believed. With accounts (AUTH_MODE=local) there are
        API tokens, and they are kept here.
      </Empty>
    );
  }
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">API tokens</h1>
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus /> New token
        </Button>
      </div>
      <p className="mt-1 mb-4 max-w-2xl text-sm text-muted">
        For programs and for the command line. A token does what its scopes say and never more than you may; it can make
        no other tokens and cannot change your account.
      </p>
      {query.isError && <PageTrouble query={query} />}
      {query.data ? (
        <Tokens tokens={query.data} onRevoke={setRevoking} onCreate={() => setMaking(true)} />
      ) : (
        !query.isError && <Skeleton className="h-56 rounded-lg" />
      )}
      <Suspense>{making && <NewTokenDialog onClose={() => setMaking(false)} />}</Suspense>
      {revoking !== null && <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function Tokens({
  tokens,
  onRevoke,
  onCreate,
}: {
  tokens: Token[];
  onRevoke: (token: Token) => void;
  onCreate: () => void;
}) {
  const now = useNow();
  const [past, setPast] = useState(false);
  const live = tokens.filter((token) => isLive(token, now));
  const over = tokens.filter((token) => !isLive(token, now));
  return (
    <div className="space-y-4">
      <Card flush title={`${live.length} ${live.length === 1 ? 'token works' : 'tokens work'}`}>
        {live.length > 0 ? (
          <TokenTable tokens={live} onRevoke={onRevoke} />
        ) : (
          <Empty icon={<KeyRound />} title="No token works" action={<Button onClick={onCreate}>Make one</Button>}>
            A token lets a script or a pipeline do what you do here, without your password.
          </Empty>
        )}
      </Card>
      {over.length > 0 && (
        <Card
          flush
          title={`${over.length} revoked or expired`}
          actions={
            <Button size="sm" look="quiet" aria-expanded={past} onClick={() => setPast(!past)}>
              {past ? 'Hide' : 'Show'}
            </Button>
          }
        >
          {past && <TokenTable tokens={over} />}
        </Card>
      )}
    </div>
  );
}
