import type { ReactNode } from 'react';
import { cx } from '@/ui/cx';
import { toneInk } from '@/ui/Badge';
import { groups, statusLook, type GroupKey } from './status';
import type { StorePage } from './types';

/** How many stores there are in which state; each number is a filter. */
export function Counters({
  counts,
  show,
  onShow,
}: {
  counts: StorePage['counts'] | undefined;
  show: GroupKey | undefined;
  onShow: (show: GroupKey | undefined) => void;
}) {
  const sum = (phases: readonly string[]): number => phases.reduce((total, phase) => total + (counts?.[phase] ?? 0), 0);
  const all = sum(Object.keys(counts ?? {}));
  return (
    <div role="group" aria-label="Filter by state" className="mb-3 flex overflow-x-auto rounded-lg border bg-surface">
      <Counter word="All" count={counts && all} active={show === undefined} onPress={() => onShow(undefined)} />
      {groups.map((group) => {
        const { icon: Icon } = statusLook(group.phases[0]);
        const count = sum(group.phases);
        return (
          <Counter
            key={group.key}
            word={group.word}
            count={counts && count}
            icon={
              <Icon aria-hidden size={14} className={cx('shrink-0', count > 0 ? toneInk[group.tone] : 'text-muted')} />
            }
            active={show === group.key}
            onPress={() => onShow(show === group.key ? undefined : group.key)}
          />
        );
      })}
    </div>
  );
}

function Counter({
  word,
  count,
  icon,
  active,
  onPress,
}: {
  word: string;
  count: number | undefined;
  icon?: ReactNode;
  active: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onPress}
      className={cx(
        'relative min-w-max flex-1 border-l px-3 py-2.5 text-left transition-colors first:border-l-0 focus-visible:-outline-offset-2 sm:px-4',
        active ? 'bg-sunken' : 'hover:bg-hover',
      )}
    >
      <span className="figures block text-xl leading-6 font-semibold">{count?.toLocaleString() ?? '–'}</span>
      <span className={cx('flex items-center gap-1.5 text-xs whitespace-nowrap', active ? 'text-ink' : 'text-muted')}>
        {icon}
        {word}
      </span>
      {active && <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-accent" />}
    </button>
  );
}
