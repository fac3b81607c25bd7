import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** The first line of a table, which names its columns. */
export function TableHead({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <thead className={cx('border-b text-left text-xs text-muted', className)}>
      <tr>{children}</tr>
    </thead>
  );
}

export function Column({ className, ...rest }: ComponentProps<'th'>) {
  return <th scope="col" {...rest} className={cx('px-3 py-2 font-medium first:pl-4 last:pr-4', className)} />;
}

/** Over the buttons at the end of each line; only for screen readers, because buttons speak for themselves. */
export function ActionsColumn({ className }: { className: string }) {
  return (
    <Column className={className}>
      <span className="sr-only">Actions</span>
    </Column>
  );
}
