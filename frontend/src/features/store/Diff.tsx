import { structuredPatch } from 'diff';
import { useMemo } from 'react';
import { cx } from '@/ui/cx';

const CONTEXT = 4;

/** What differs between two manifests, line by line with what stands around it. */
export function Diff({ before, after }: { before: string; after: string }) {
  const hunks = useMemo(
    () => structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT }).hunks,
    [before, after],
  );
  if (hunks.length === 0) {
    return <p className="p-4 text-sm text-muted">Both are the same.</p>;
  }
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Differences"
      className="max-h-[max(320px,calc(100dvh-380px))] overflow-auto py-2 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
    >
      {hunks.map((hunk, at) => (
        <div key={at} className={cx('w-fit min-w-full', at > 0 && 'mt-2 border-t pt-2')}>
          <p className="px-4 text-muted">{`Line ${hunk.newStart}`}</p>
          {hunk.lines.map((line, number) => (
            <p
              key={number}
              className={cx(
                'px-4 whitespace-pre',
                line.startsWith('+') && 'bg-good-soft text-good',
                line.startsWith('-') && 'bg-bad-soft text-bad',
              )}
            >
              {line}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}
