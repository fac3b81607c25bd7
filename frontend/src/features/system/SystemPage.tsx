import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, ServerOff, ShieldX } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { groups, statusLook } from '@/features/stores/status';
import type { Phase } from '@/features/stores/types';
import { Badge, toneInk } from '@/ui/Badge';
import { Failure } from '@/ui/Notice';
import { Card, Empty, Fact, Meter, Skeleton } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import { Failures } from './Failures';
import { systemQuery, type SystemState } from './queries';
import { Throughput } from './Throughput';

const laneWords: Record<string, string> = {
  USER: 'Asked for by people',
  RECOVERY: 'Repair and retries',
  RESYNC: 'Periodic look',
};

/** The platform as a whole, for operators. */
export function SystemPage() {
  const query = useQuery(systemQuery);
  const error = query.error ? toApiError(query.error) : null;
  if (error?.status === 403) {
    return (
      <Empty page icon={<ShieldX />} title="Only for operators">
        {error.message}
      </Empty>
    );
  }
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">System</h1>
      {error !== null && (
        <div className="mb-4">
          <Failure error={error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.data ? <State state={query.data} /> : error === null && <Skeleton className="h-96 rounded-lg" />}
    </>
  );
}

function State({ state }: { state: SystemState }) {
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
      <ClusterCard state={state} />
      <QueueCard state={state} />
      <StoresCard state={state} />
      <div className="min-w-0 lg:col-span-3">
        <Throughput minutes={state.last_hour} />
      </div>
      <div className="min-w-0 lg:col-span-3">
        <Failures causes={state.failures} />
      </div>
    </div>
  );
}

function ClusterCard({ state }: { state: SystemState }) {
  const { cluster } = state;
  return (
    <Card
      title="Cluster"
      actions={
        cluster.answers ? (
          <Badge tone="good" icon={CircleCheck}>
            Answers
          </Badge>
        ) : (
          <Badge tone="bad" icon={ServerOff}>
            Does not answer
          </Badge>
        )
      }
    >
      <dl className="grid gap-3.5">
        <Fact name="Which">
          <span className="block first-letter:uppercase">{cluster.description}</span>
        </Fact>
        <Fact name="Kind">{cluster.simulated ? 'Sandbox: simulated, no shop runs' : 'Real Kubernetes'}</Fact>
        {cluster.trouble != null && <Fact name="Trouble">{cluster.trouble}</Fact>}
        <Fact name="Pages and programs that watch">
          <span className="figures">{state.watching}</span>
        </Fact>
      </dl>
    </Card>
  );
}

function QueueCard({ state }: { state: SystemState }) {
  const { queue } = state;
  const waiting = Object.values(queue.due).reduce((sum, count) => sum + count, 0);
  const places = `${queue.provisioning} of ${queue.max_provisions}`;
  return (
    <Card title="Queue" actions={<span className="figures text-xs text-muted">{waiting} waiting</span>}>
      <ul className="space-y-2 text-sm">
        {Object.entries(queue.due).map(([lane, count]) => (
          <li key={lane} className="flex justify-between gap-3">
            <span className="text-muted">{laneWords[lane] ?? lane}</span>
            <span className="figures">{count}</span>
          </li>
        ))}
        <li className="flex justify-between gap-3 border-t pt-2">
          <span className="text-muted">Worked on now</span>
          <span className="figures">{queue.running}</span>
        </li>
      </ul>
      <p className="mt-3 mb-1.5 flex justify-between gap-2 text-xs">
        <span className="text-muted">Places for provisioning</span>
        <span className="figures">{places}</span>
      </p>
      <Meter value={queue.provisioning / queue.max_provisions} label={`Places for provisioning: ${places}`} />
    </Card>
  );
}

function StoresCard({ state }: { state: SystemState }) {
  const count = (phases: readonly Phase[]): number =>
    phases.reduce((sum, phase) => sum + (state.stores[phase] ?? 0), 0);
  const all = Object.values(state.stores).reduce((sum, each) => sum + each, 0);
  const words = `${all.toLocaleString()} of ${state.max_stores.toLocaleString()}`;
  return (
    <Card
      title="Stores of everybody"
      actions={
        <span className="text-xs text-muted">
          <Ago time={state.observed_at} suffix />
        </span>
      }
    >
      <ul className="space-y-2 text-sm">
        {groups.map((group) => {
          const { icon: Icon } = statusLook(group.phases[0]);
          const here = count(group.phases);
          return (
            <li key={group.key} className="flex items-center justify-between gap-3">
              <Link to="/" search={{ show: group.key }} className="flex items-center gap-2 rounded hover:text-accent">
                <Icon aria-hidden size={15} className={here > 0 ? toneInk[group.tone] : 'text-muted'} />
                {group.word}
              </Link>
              <span className="figures">{here.toLocaleString()}</span>
            </li>
          );
        })}
      </ul>
      <p className="mt-3 mb-1.5 flex justify-between gap-2 text-xs">
        <span className="text-muted">Of what the platform may hold</span>
        <span className="figures">{words}</span>
      </p>
      <Meter warn value={state.max_stores > 0 ? all / state.max_stores : 1} label={`Stores: ${words}`} />
    </Card>
  );
}
