import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { Copy } from './Copy';
import { cx } from './cx';

type Tone = 'info' | 'warn' | 'bad';

const tones: Record<Tone, { box: string; icon: typeof Info; ink: string }> = {
  info: { box: 'bg-accent-soft', icon: Info, ink: 'text-accent' },
  warn: { box: 'bg-warn-soft', icon: TriangleAlert, ink: 'text-warn' },
  bad: { box: 'bg-bad-soft', icon: CircleAlert, ink: 'text-bad' },
};

export function Notice({
  tone = 'info',
  title,
  children,
  action,
  role,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const { box, icon: Icon, ink } = tones[tone];
  return (
    <div role={role} className={cx('flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm', box)}>
      <Icon aria-hidden size={16} className={cx('mt-0.5 shrink-0', ink)} />
      <div className="min-w-0 flex-1 break-words">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}

/** What a failure says of itself. */
export interface FailureWords {
  title: string;
  message: string;
  requestId: string | null;
}

/** What went wrong, in the server's words, with the id that an operator can look up. */
export function Failure({ error, onRetry }: { error: FailureWords; onRetry?: (() => void) | undefined }) {
  return (
    <Notice
      tone="bad"
      role="alert"
      title={error.title}
      action={
        onRetry && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <p>{error.message}</p>
      {error.requestId !== null && (
        <p className="mt-1 flex items-center gap-1 text-xs text-muted">
          Request <code className="break-all">{error.requestId}</code>
          <Copy text={error.requestId} label="Copy the request id" />
        </p>
      )}
    </Notice>
  );
}
