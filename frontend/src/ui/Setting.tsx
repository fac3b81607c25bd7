import type { ReactNode } from 'react';

/** One thing that can be changed: what it is on the left, how to change it on the right. */
export function Setting({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 p-4 sm:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        {hint !== undefined && <p className="mt-0.5 text-xs break-words text-muted">{hint}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
