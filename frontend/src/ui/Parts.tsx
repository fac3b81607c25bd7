import type { ReactNode } from 'react';
import { cx } from './cx';

/** A titled area of a page. */
export function Card({
  title,
  actions,
  children,
  flush = false,
  className,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  className?: string;
}) {
  return (
    <section className={cx('min-w-0 rounded-lg border bg-surface', className)}>
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1.5">
          <h2 className="min-w-0 grow text-sm font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}

/** The place of something that is still on its way, in its size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-pulse rounded bg-sunken', className)} />;
}

/** Nothing here yet: what belongs here, and how it gets here. */
export function Empty({
  icon,
  title,
  children,
  action,
  page = false,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Whether this is all that the page has, and its title the page's. */
  page?: boolean;
}) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {icon !== undefined && <div className="mb-3 text-muted [&_svg]:size-7">{icon}</div>}
      <Heading className="font-semibold">{title}</Heading>
      {children !== undefined && <div className="mt-1 max-w-md text-sm text-muted">{children}</div>}
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** A bar of what is used of a limit; where being full is a trouble, it warns near its end. */
export function Meter({ value, label, warn = false }: { value: number; label: string; warn?: boolean }) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={cx(
          'h-full rounded-full transition-[width] duration-300',
          warn && share >= 1 ? 'bg-bad' : warn && share >= 0.85 ? 'bg-warn' : 'bg-accent',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}

export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className="h-1 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-500 ease-out"
        style={{ width: `${total > 0 ? Math.max(4, (done / total) * 100) : 4}%` }}
      />
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-edge px-1 font-sans text-2xs text-muted">
      {children}
    </kbd>
  );
}

/** A fact with its name, for lists of facts. */
export function Fact({ name, action, children }: { name: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="mt-0.5 flex items-start gap-1 text-sm">
        <span className="min-w-0 flex-1 break-words">{children}</span>
        {action !== undefined && <span className="-my-1.5 shrink-0">{action}</span>}
      </dd>
    </div>
  );
}
