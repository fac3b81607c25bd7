import { CircleDot, TriangleAlert, UserRound } from 'lucide-react';
import { AccountName } from '@/features/users/AccountName';
import { cx } from '@/ui/cx';
import { Ago } from '@/ui/Time';
import type { EventLine } from './mergeEvents';

export function EventLines({ lines }: { lines: EventLine[] }) {
  return (
    <ol className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.key} className="flex items-start gap-3 px-4 py-2.5">
          <Sign line={line} />
          <div className="min-w-0 flex-1">
            <p className="text-sm break-words">
              {line.message}
              {line.count > 1 && <span className="figures text-muted"> ×{line.count}</span>}
            </p>
            <p className="mt-0.5 text-xs break-words text-muted">
              {[line.reason, line.resource].filter(Boolean).join(' · ')}
              {line.actor !== null && (
                <>
                  {' · by '}
                  <AccountName id={line.actor} />
                </>
              )}
            </p>
          </div>
          <span className="shrink-0 text-xs text-muted">{line.at !== null && <Ago time={line.at} suffix />}</span>
        </li>
      ))}
    </ol>
  );
}

function Sign({ line }: { line: EventLine }) {
  const Icon = line.warning ? TriangleAlert : line.actor !== null ? UserRound : CircleDot;
  return (
    <>
      <Icon
        aria-hidden
        size={15}
        className={cx(
          'mt-0.5 shrink-0',
          line.warning ? 'text-warn' : line.actor !== null ? 'text-accent' : 'text-muted',
        )}
      />
      {line.warning && <span className="sr-only">Warning</span>}
    </>
  );
}
