import { useQuery } from '@tanstack/react-query';
import { CloudOff, FlaskConical, RefreshCw, ServerOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLink } from '@/features/live/useLive';
import { cx } from '@/ui/cx';
import { clockSkew } from '@/ui/clock';
import { span } from '@/ui/Time';
import { healthQuery } from './platform';

const SKEW_WORTH_SAYING = 60_000;

function Strip({
  tone,
  icon: Icon,
  children,
}: {
  tone: 'quiet' | 'warn' | 'bad';
  icon: LucideIcon;
  children: ReactNode;
}) {
  const look = { quiet: 'bg-sunken text-muted', warn: 'bg-warn-soft', bad: 'bg-bad-soft' }[tone];
  return (
    <div className={cx('flex items-center justify-center gap-2 px-4 py-1.5 text-center text-xs', look)}>
      <Icon aria-hidden size={14} className="shrink-0" />
      <p>{children}</p>
    </div>
  );
}

/** What everybody should know before they read the rest of the page. */
export function Banners() {
  const link = useLink();
  const health = useQuery(healthQuery);
  const skew = clockSkew();
  return (
    <div role="status" aria-live="polite">
      {link === 'offline' && (
        <Strip tone="bad" icon={CloudOff}>
          Not connected. What you see is the last known state; the page keeps trying and catches up by itself.
        </Strip>
      )}
      {link === 'polling' && (
        <Strip tone="warn" icon={RefreshCw}>
          Live updates are interrupted; the page asks for changes every few seconds until they are back.
        </Strip>
      )}
      {health.data?.checks.cluster === false && (
        <Strip tone="warn" icon={ServerOff}>
          The cluster does not answer: {health.data.checks.cluster_message} Requests are accepted; the work goes on when
          it is back.
        </Strip>
      )}
      {health.data?.sandbox && (
        <Strip tone="quiet" icon={FlaskConical}>
          Sandbox: a simulated cluster. Stores go through their whole life here, but no shop runs behind their
          addresses.
        </Strip>
      )}
      {Math.abs(skew) > SKEW_WORTH_SAYING && (
        <Strip tone="quiet" icon={RefreshCw}>
          This computer’s clock is {span(Math.abs(skew))} {skew > 0 ? 'ahead of' : 'behind'} the server’s. Ages on this
          page follow the server.
        </Strip>
      )}
    </div>
  );
}
