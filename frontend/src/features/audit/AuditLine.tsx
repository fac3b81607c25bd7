import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleDot, KeyRound, LogIn, ShieldAlert, Store, UserRound, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useNames } from '@/features/users/names';
import { Copy } from '@/ui/Copy';
import { cx } from '@/ui/cx';
import { Fact } from '@/ui/Parts';
import { absolute, Ago } from '@/ui/Time';
import type { AuditEntry } from './queries';
import { actionKind, actionWords } from './words';

const icons: Record<string, LucideIcon> = { store: Store, account: UserRound, session: LogIn, token: KeyRound };

/** One act: what everybody asks for in a line, the rest when it is opened. */
export function AuditLine({ entry, onActor }: { entry: AuditEntry; onActor: (actor: string) => void }) {
  const [open, setOpen] = useState(false);
  const nameOf = useNames();
  const refused = entry.action === 'session.refused';
  const Icon = refused ? ShieldAlert : (icons[actionKind(entry.action)] ?? CircleDot);
  const target = entry.store ?? (entry.subject === null ? null : nameOf(entry.subject));
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-3 px-4 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden size={15} className={cx('mt-0.5 shrink-0', refused ? 'text-warn' : 'text-muted')} />
        <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 text-sm lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1.3fr)_minmax(0,1.3fr)_minmax(0,1fr)]">
          <span className="truncate font-medium">{actionWords(entry.action)}</span>
          <span className="truncate max-lg:text-xs max-lg:text-muted">
            <span className="lg:sr-only">by </span>
            {entry.actor === '' ? 'somebody unknown' : <bdi>{nameOf(entry.actor)}</bdi>}
          </span>
          <span className="truncate max-lg:text-xs max-lg:text-muted">
            {target !== null && (
              <>
                <span className="lg:sr-only">on </span>
                <bdi>{target}</bdi>
              </>
            )}
          </span>
          <span className="truncate text-muted max-lg:text-xs">
            <span className="lg:sr-only">from </span>
            {entry.address}
          </span>
        </span>
        <span className="w-20 shrink-0 text-right text-xs whitespace-nowrap text-muted">
          <Ago time={entry.at} suffix />
        </span>
        <ChevronRight
          aria-hidden
          size={15}
          className={cx('mt-0.5 shrink-0 text-muted transition-transform', open && 'rotate-90')}
        />
      </button>
      {open && <Details entry={entry} name={nameOf(entry.actor)} onActor={onActor} />}
    </li>
  );
}

function Details({ entry, name, onActor }: { entry: AuditEntry; name: string; onActor: (actor: string) => void }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 border-t bg-canvas px-4 py-3 sm:grid-cols-2 sm:pl-11 xl:grid-cols-4">
      <Fact name="When">{absolute(entry.at)}</Fact>
      <Fact name="Account">
        {entry.actor === '' ? (
          'None: nobody was signed in'
        ) : (
          <>
            <button
              type="button"
              className="rounded text-accent underline-offset-2 hover:underline"
              onClick={() => onActor(entry.actor)}
            >
              {name}
            </button>
            {name !== entry.actor && <span className="block text-xs text-muted">{entry.actor}</span>}
          </>
        )}
      </Fact>
      <Fact name="Proven by">{entry.proof}</Fact>
      <Fact name="From">{entry.address}</Fact>
      <Fact name="Action">
        <Code text={entry.action} />
      </Fact>
      <Fact name="On">
        {entry.store !== null ? (
          <Link
            to="/s/$id"
            params={{ id: entry.store }}
            className="rounded text-accent underline-offset-2 hover:underline"
          >
            {entry.store}
          </Link>
        ) : (
          (entry.subject ?? 'nothing in particular')
        )}
      </Fact>
      <Hash name="Request" text={entry.request_id} />
      <Fact name="Place in the chain">{entry.seq === null ? 'not chained yet' : entry.seq.toLocaleString()}</Fact>
      <Hash name="State before (SHA-256)" text={entry.before_digest} />
      <Hash name="State after (SHA-256)" text={entry.after_digest} />
      <Hash name="Hash of the entry" text={entry.hash} />
    </dl>
  );
}

function Hash({ name, text }: { name: string; text: string | null }) {
  return text === null ? (
    <Fact name={name}>none</Fact>
  ) : (
    <Fact name={name} action={<Copy text={text} label={`Copy: ${name}`} />}>
      <Code text={text} />
    </Fact>
  );
}

function Code({ text }: { text: string }): ReactNode {
  return <code className="font-mono text-xs break-all">{text}</code>;
}
