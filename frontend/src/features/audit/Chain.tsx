import { useMutation } from '@tanstack/react-query';
import { Link2, ShieldCheck } from 'lucide-react';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { Notice } from '@/ui/Notice';
import { verifyChain, type Verdict } from './queries';

/** Whether the log is as it was written. Looked at when somebody asks: it reads all of it. */
export function Chain() {
  const verify = useMutation({ mutationFn: verifyChain });
  const { error, wait } = useRefusal({ error: verify.error, at: verify.submittedAt });
  return (
    <section aria-label="The chain of hashes" className="mb-4 rounded-lg border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link2 aria-hidden size={16} className="shrink-0 text-muted" />
        <p className="min-w-0 flex-1 basis-64 text-sm text-muted">
          Each entry carries the hash of the one before it: an edit or a gap shows.
        </p>
        {verify.data?.intact && (
          <Badge tone="good" icon={ShieldCheck}>
            Intact
          </Badge>
        )}
        <Button size="sm" busy={verify.isPending} disabled={wait > 0} onClick={() => verify.mutate()}>
          {verify.data ? 'Verify again' : 'Verify'}
        </Button>
      </div>
      <div role="status">{verify.data && <Found verdict={verify.data} />}</div>
      {error !== null && (
        <div className="mt-3">
          <Refusal error={error} wait={wait} />
        </div>
      )}
    </section>
  );
}

function Found({ verdict }: { verdict: Verdict }) {
  return (
    <div className="mt-3 space-y-3">
      {!verdict.intact && (
        <Notice tone="bad" title="The log is not as it was written">
          <p>{verdict.broken}</p>
        </Notice>
      )}
      <p className="figures flex items-start gap-1 text-xs text-muted">
        <span className="min-w-0 flex-1 py-1.5 break-all">
          {verdict.entries.toLocaleString()} {verdict.entries === 1 ? 'entry' : 'entries'} looked at
          {verdict.waiting > 0 && `, ${verdict.waiting.toLocaleString()} not chained yet`}. Head:{' '}
          {verdict.head.seq.toLocaleString()} <code className="font-mono">{verdict.head.hash}</code>. Keep it elsewhere,
          and it shows later that nothing up to it is missing.
        </span>
        <Copy text={`${verdict.head.seq} ${verdict.head.hash}`} label="Copy the head" />
      </p>
    </div>
  );
}
