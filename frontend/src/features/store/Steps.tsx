import { useQuery } from '@tanstack/react-query';
import { Check, Circle, LoaderCircle, X } from 'lucide-react';
import type { Step, Store } from '@/features/stores/types';
import { underWay } from '@/features/stores/status';
import { cx } from '@/ui/cx';
import { absolute, duration, useNow } from '@/ui/Time';
import { usualTimeQuery } from './usualTime';

const FIRST_START = 60 * 60_000;

/** The way to ready, with the time of each step. */
export function Steps({ store, steps }: { store: Store; steps: Step[] }) {
  return (
    <>
      <ol className="relative">
        {steps.map((step, at) => (
          <StepLine
            key={step.label}
            step={step}
            ordered={Date.parse(store.created_at)}
            last={at === steps.length - 1}
          />
        ))}
      </ol>
      {underWay(store) && store.status === 'PROVISIONING' && <Expected store={store} />}
    </>
  );
}

const looks = {
  done: { icon: Check, ring: 'bg-good-soft text-good', word: 'done' },
  active: { icon: LoaderCircle, ring: 'bg-accent-soft text-accent', word: 'under way' },
  failed: { icon: X, ring: 'bg-bad-soft text-bad', word: 'failed' },
  pending: { icon: Circle, ring: 'bg-sunken text-muted', word: 'to come' },
} as const;

function StepLine({ step, ordered, last }: { step: Step; ordered: number; last: boolean }) {
  const look = looks[step.state] ?? looks.pending;
  const Icon = look.icon;
  const detail = step.message !== '' && step.message !== step.label ? step.message : null;
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!last && <span aria-hidden className="absolute top-6 bottom-0 left-[10px] w-px bg-line" />}
      <span className={cx('grid size-[21px] shrink-0 place-items-center rounded-full', look.ring)}>
        <Icon
          aria-hidden
          size={step.state === 'pending' ? 8 : 13}
          strokeWidth={2.5}
          className={cx(step.state === 'active' && 'animate-spin')}
        />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-3">
          <p className={cx('min-w-0 flex-1 text-sm', step.state === 'pending' ? 'text-muted' : 'font-medium')}>
            {step.label}
            <span className="sr-only">, {look.word}</span>
          </p>
          <StepTime step={step} ordered={ordered} />
        </div>
        {detail !== null && step.state !== 'pending' && (
          <p className="mt-0.5 text-xs break-words text-muted">{detail}</p>
        )}
      </div>
    </li>
  );
}

/** Of a first start: how long after the order; of a later change: when it was. */
function StepTime({ step, ordered }: { step: Step; ordered: number }) {
  if (step.finished_at == null) {
    // Nothing runs in a step that has failed; since when it is so stands with the cause.
    return step.started_at == null || step.state === 'failed' ? null : <Running since={step.started_at} />;
  }
  const after = Date.parse(step.finished_at) - ordered;
  return (
    <time dateTime={step.finished_at} title={absolute(step.finished_at)} className="text-xs text-muted">
      {after < FIRST_START ? `after ${duration(after)}` : new Date(step.finished_at).toLocaleTimeString()}
    </time>
  );
}

function Running({ since }: { since: string }) {
  const ms = Math.max(0, useNow() - Date.parse(since));
  return (
    <time dateTime={since} title={`Since ${absolute(since)}`} className="text-xs text-muted">
      for {duration(Math.floor(ms / 1000) * 1000).replace('.0 s', ' s')}
    </time>
  );
}

/** When it is likely to be done, by how long the last ones took here. */
function Expected({ store }: { store: Store }) {
  const usual = useQuery(usualTimeQuery(store.engine)).data;
  const now = useNow();
  if (usual == null) {
    return null;
  }
  const left = Date.parse(store.created_at) + usual - now;
  return (
    <p className="figures mt-4 border-t pt-3 text-xs text-muted">
      {left > 1000
        ? `Usually ready in about ${duration(Math.ceil(left / 1000) * 1000).replace('.0 s', ' s')} from now`
        : `Stores of this kind are usually ready after ${duration(usual)}; this one takes longer`}
    </p>
  );
}
