import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX, UserPlus, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/features/auth/session';
import { PageTrouble } from '@/features/shell/PageTrouble';
import { Button } from '@/ui/Button';
import { Empty, Skeleton } from '@/ui/Parts';
import { SearchBox } from '@/ui/SearchBox';
import type { Act } from './acts';
import { usersQuery, type User } from './queries';
import type { UserSearch } from './search';
import { UserTable } from './UserTable';

const NewUserDialog = lazy(() => import('./NewUserDialog').then((m) => ({ default: m.NewUserDialog })));
const ActDialog = lazy(() => import('./ActDialog').then((m) => ({ default: m.ActDialog })));

/** All accounts with their roles and limits, for operators. */
export function UsersPage({ search, onSearch }: { search: UserSearch; onSearch: (next: UserSearch) => void }) {
  const session = useSession();
  const query = useInfiniteQuery(usersQuery(search.q));
  const [making, setMaking] = useState(false);
  const [act, setAct] = useState<{ act: Act; user: User } | null>(null);
  const users = query.data?.pages.flatMap((page) => page.users);
  return (
    <>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">Users and quotas</h1>
        {session?.operator && session.mode === 'local' && (
          <Button look="primary" onClick={() => setMaking(true)}>
            <UserPlus /> New account
          </Button>
        )}
      </div>
      <div className="mb-3">
        <SearchBox
          text={search.q ?? ''}
          onText={(q) => onSearch({ q: q === '' ? undefined : q })}
          placeholder="Search e-mail address or id"
          className="w-full sm:w-72"
          shortcut
        />
      </div>
      {query.isError && <PageTrouble query={query} />}
      {(users !== undefined || !query.isError) && (
        <section
          aria-label="Accounts"
          aria-busy={query.isPlaceholderData}
          className="overflow-hidden rounded-lg border bg-surface"
        >
          {users === undefined ? (
            <UsersSkeleton />
          ) : users.length > 0 ? (
            <UserTable users={users} own={session?.account} onAct={(chosen, user) => setAct({ act: chosen, user })} />
          ) : search.q !== undefined ? (
            <Empty
              icon={<SearchX />}
              title="No account matches"
              action={<Button onClick={() => onSearch({})}>Show all accounts</Button>}
            />
          ) : (
            <Empty icon={<UsersRound />} title="No account yet">
              Whoever signs up or creates a store appears here.
            </Empty>
          )}
        </section>
      )}
      {query.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <Suspense>
        {making && <NewUserDialog onClose={() => setMaking(false)} />}
        {act !== null && <ActDialog {...act} onClose={() => setAct(null)} />}
      </Suspense>
    </>
  );
}

function UsersSkeleton() {
  return (
    <div role="status" aria-label="Loading the accounts" className="divide-y divide-line">
      <div className="h-9" />
      {Array.from({ length: 5 }, (_, at) => (
        <div key={at} className="flex h-14 items-center gap-3 px-4">
          <Skeleton className="h-3.5 w-48" />
          <Skeleton className="ml-auto h-5 w-20 rounded-full" />
        </div>
      ))}
    </div>
  );
}
