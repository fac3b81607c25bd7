import { Ban, TimerOff } from 'lucide-react';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ActionsColumn, Column, TableHead } from '@/ui/Table';
import { Ago, Until } from '@/ui/Time';
import type { Token } from './queries';

/** Tokens with what they are good for; those that still work can be revoked. */
export function TokenTable({ tokens, onRevoke }: { tokens: Token[]; onRevoke?: (token: Token) => void }) {
  return (
    <table className="w-full table-fixed text-sm max-md:block">
      <TableHead className="max-md:sr-only">
        <Column>Token</Column>
        <Column className="w-[34%]">Scopes</Column>
        <Column className="w-32">Last used</Column>
        <Column className="w-32">{onRevoke ? 'Expires' : 'State'}</Column>
        <ActionsColumn className="w-28" />
      </TableHead>
      <tbody className="divide-y divide-line max-md:block">
        {tokens.map((token) => (
          <Row key={token.id} token={token} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ token, onRevoke }: { token: Token; onRevoke: ((token: Token) => void) | undefined }) {
  return (
    <tr className="hover:bg-hover max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3 md:*:px-3 md:*:py-2.5 md:*:first:pl-4 md:*:last:pr-4">
      <td className="min-w-0 max-md:w-full">
        <p className="font-medium break-words">
          <bdi>{token.name}</bdi>
        </p>
        <p className="text-xs text-muted">
          <code>swt_…{token.hint}</code> · made <Ago time={token.created_at} suffix />
        </p>
      </td>
      <td className="max-md:w-full">
        <ul className="flex flex-wrap gap-1">
          {token.scopes.map((scope) => (
            <li key={scope} className="rounded bg-sunken px-1.5 py-0.5 font-mono text-2xs">
              {scope}
            </li>
          ))}
        </ul>
      </td>
      <td className="whitespace-nowrap text-muted">
        <span className="md:hidden">Last used </span>
        {token.last_used_at === null ? 'never' : <Ago time={token.last_used_at} suffix />}
      </td>
      <td className="whitespace-nowrap text-muted">
        {onRevoke ? (
          <>
            <span className="md:hidden">Expires </span>
            <Until time={token.expires_at} />
          </>
        ) : token.revoked_at !== null ? (
          <Badge tone="bad" icon={Ban}>
            Revoked
          </Badge>
        ) : (
          <Badge tone="quiet" icon={TimerOff}>
            Expired
          </Badge>
        )}
      </td>
      <td className="text-right max-md:ml-auto">
        {onRevoke && (
          <Button size="sm" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}
