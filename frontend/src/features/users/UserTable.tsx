import { Link } from '@tanstack/react-router';
import { Ban, CircleCheck, CircleOff, ShieldCheck, UserRound } from 'lucide-react';
import { Badge } from '@/ui/Badge';
import { ActionsColumn, Column, TableHead } from '@/ui/Table';
import { Ago } from '@/ui/Time';
import type { Act } from './acts';
import { limitList } from './limits';
import type { User } from './queries';
import { UserMenu } from './UserMenu';

interface UserTableProps {
  users: User[];
  /** The account of whoever looks. */
  own: string | undefined;
  onAct: (act: Act, user: User) => void;
}

export function UserTable({ users, own, onAct }: UserTableProps) {
  return (
    <table className="w-full table-fixed text-sm">
      <TableHead>
        <Column>Account</Column>
        <Column className="w-32 max-md:hidden">Role</Column>
        <Column className="w-32 max-md:hidden">State</Column>
        <Column className="w-56 max-lg:hidden">Limits of its own</Column>
        <Column className="w-28 max-xl:hidden">Signed in</Column>
        <Column className="w-20 max-xl:hidden">Age</Column>
        <Column className="w-20 max-sm:hidden">Stores</Column>
        <ActionsColumn className="w-12" />
      </TableHead>
      <tbody className="divide-y divide-line">
        {users.map((user) => (
          <Row key={user.id} user={user} own={own} onAct={onAct} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ user, own, onAct }: { user: User; own: string | undefined; onAct: UserTableProps['onAct'] }) {
  const limits = limitList(user.limits);
  return (
    <tr className="hover:bg-hover">
      <td className="py-2.5 pr-3 pl-4">
        <p className="truncate font-medium" title={user.email ?? user.id}>
          <bdi>{user.email ?? user.id}</bdi>
          {user.id === own && <span className="ml-1.5 text-xs font-normal text-muted">you</span>}
        </p>
        {user.email !== null && <p className="truncate text-xs text-muted">{user.id}</p>}
        <div className="mt-1.5 flex flex-wrap gap-1.5 md:hidden">
          <RoleBadge user={user} />
          <StateBadge user={user} />
        </div>
        {limits.length > 0 && <p className="mt-1 text-xs text-muted lg:hidden">At most {limits.join(', ')}</p>}
      </td>
      <td className="px-3 max-md:hidden">
        <RoleBadge user={user} />
      </td>
      <td className="px-3 max-md:hidden">
        <StateBadge user={user} />
      </td>
      <td className="px-3 text-xs max-lg:hidden">
        {limits.length > 0 ? limits.join(', ') : <span className="text-muted">the platform’s</span>}
      </td>
      <td className="px-3 whitespace-nowrap text-muted max-xl:hidden">
        {user.signed_in_at === null ? '–' : <Ago time={user.signed_in_at} suffix />}
      </td>
      <td className="px-3 text-muted max-xl:hidden">
        <Ago time={user.created_at} />
      </td>
      <td className="px-3 max-sm:hidden">
        <Link
          to="/"
          search={{ owner: user.id }}
          aria-label={`Show the stores of ${user.email ?? user.id}`}
          className="rounded text-accent underline-offset-2 hover:underline"
        >
          Show
        </Link>
      </td>
      <td className="pr-3 text-right">
        <UserMenu user={user} own={own} onAct={(act) => onAct(act, user)} />
      </td>
    </tr>
  );
}

function RoleBadge({ user }: { user: User }) {
  return user.role === 'operator' ? (
    <Badge tone="busy" icon={ShieldCheck}>
      Operator
    </Badge>
  ) : (
    <span className="inline-flex h-5.5 items-center gap-1 text-xs text-muted">
      <UserRound aria-hidden size={13} /> User
    </span>
  );
}

function StateBadge({ user }: { user: User }) {
  if (user.closed_at !== null) {
    return (
      <Badge tone="quiet" icon={CircleOff}>
        Closed
      </Badge>
    );
  }
  return user.suspended_at !== null ? (
    <Badge tone="warn" icon={Ban}>
      Suspended
    </Badge>
  ) : (
    <Badge tone="good" icon={CircleCheck}>
      Active
    </Badge>
  );
}
