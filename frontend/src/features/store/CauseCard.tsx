import { useQuery } from '@tanstack/react-query';
import { CircleAlert, RotateCcw, ScrollText, TriangleAlert, Wrench } from 'lucide-react';
import { retryStore } from '@/features/stores/actions';
import { codeWords } from '@/features/stores/codeWords';
import { can } from '@/features/stores/status';
import type { LiveObject, Store } from '@/features/stores/types';
import { useStoreAction } from '@/features/stores/useStoreAction';
import { Button } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { cx } from '@/ui/cx';
import { Ago } from '@/ui/Time';
import { logsQuery } from './queries';
import type { Trouble } from './trouble';

const LINES = 12;

/** What is wrong, where, since when, what to do, and the last that the process said. */
export function CauseCard({
  store,
  trouble,
  resources,
  onShowLogs,
}: {
  store: Store;
  trouble: Trouble;
  resources: LiveObject[];
  onShowLogs: (component: string | undefined) => void;
}) {
  const retry = useStoreAction(retryStore, 'The store could not be retried');
  const failed = store.status === 'FAILED';
  const lines = useLastLines(store, trouble, resources);
  const Icon = failed ? CircleAlert : TriangleAlert;
  return (
    <section
      aria-label="What is wrong"
      className={cx('overflow-hidden rounded-lg border', failed ? 'border-bad/40' : 'border-warn/40')}
    >
      <div className={cx('flex items-start gap-3 p-4', failed ? 'bg-bad-soft' : 'bg-warn-soft')}>
        <Icon aria-hidden size={18} className={cx('mt-0.5 shrink-0', failed ? 'text-bad' : 'text-warn')} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{codeWords(trouble.code)}</h2>
          <p className="mt-1 text-sm break-words">{trouble.message}</p>
          <p className="mt-1.5 text-xs break-words text-muted">
            {trouble.resource != null && (
              <>
                <code>{trouble.resource}</code> ·{' '}
              </>
            )}
            since <Ago time={trouble.since} suffix />
            {!failed && store.status === 'PROVISIONING' && ' · the platform is still trying'}
          </p>
        </div>
        <Copy text={asText(store, trouble, lines)} label="Copy what is wrong" />
      </div>
      <div className="space-y-3 bg-surface p-4">
        <div className="flex items-start gap-3">
          <Wrench aria-hidden size={16} className="mt-0.5 shrink-0 text-muted" />
          <p className="min-w-0 flex-1 text-sm break-words">{trouble.fix}</p>
        </div>
        {lines !== null && (
          <pre
            tabIndex={0}
            aria-label="Last log lines"
            className="max-h-52 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-4.5 whitespace-pre-wrap"
          >
            {lines.lines.join('\n')}
          </pre>
        )}
        <div className="flex flex-wrap gap-2">
          {can(store).retry && (
            <Button look="primary" busy={retry.isPending} onClick={() => retry.mutate(store.id)}>
              {!retry.isPending && <RotateCcw />} Retry from here
            </Button>
          )}
          <Button onClick={() => onShowLogs(lines?.component)}>
            <ScrollText /> Logs
          </Button>
        </div>
      </div>
    </section>
  );
}

/** The log of the pod that is named, else of the component whose object is named. */
function useLastLines(
  store: Store,
  trouble: Trouble,
  resources: LiveObject[],
): { component: string; lines: string[] } | null {
  const [, name] = (trouble.resource ?? '').split('/');
  const component = resources.find((object) => object.name === name)?.component ?? undefined;
  const query = useQuery({
    ...logsQuery(store.id, { component, tail: LINES }),
    enabled: component !== undefined,
    staleTime: 5000,
    retry: false,
  });
  const log =
    query.data?.find((each) => each.pod === name && each.lines?.length) ??
    query.data?.find((each) => each.lines?.length);
  return log?.lines ? { component: log.component, lines: log.lines.slice(-LINES) } : null;
}

function asText(store: Store, trouble: Trouble, lines: { lines: string[] } | null): string {
  return [
    `${store.name} (${store.id}): ${trouble.code}`,
    trouble.resource,
    trouble.message,
    `What to do: ${trouble.fix}`,
    ...(lines?.lines ?? []),
  ]
    .filter(Boolean)
    .join('\n');
}
