import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { usePolling } from '@/features/live/useLive';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Failure, Notice } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { EventLines } from './EventLines';
import { mergeEvents } from './mergeEvents';
import { detailQuery, timelineQuery } from './queries';
import type { TabProps } from './StorePage';

/** The store's own timeline and the cluster's events in one list, newest first. */
export function Events({ store, search, onSearch }: TabProps) {
  const polling = usePolling();
  const timeline = useInfiniteQuery({ ...timelineQuery(store.id), refetchInterval: polling });
  const detail = useQuery({ ...detailQuery(store.id), refetchInterval: polling });
  if (timeline.isError) {
    return <Failure error={toApiError(timeline.error)} onRetry={() => void timeline.refetch()} />;
  }
  if (!timeline.data) {
    return <Skeleton className="h-72 rounded-lg" />;
  }
  const all = mergeEvents(timeline.data, detail.data?.events ?? []);
  const shown = search.only === 'warnings' ? all.filter((line) => line.warning) : all;
  return (
    <>
      {detail.data?.available === false && (
        <div className="mb-3">
          <Notice tone="warn">
            <p>The cluster’s own events are missing here: {detail.data.reason}</p>
          </Notice>
        </div>
      )}
      <Card
        flush
        title={`${shown.length.toLocaleString()} ${shown.length === 1 ? 'event' : 'events'}`}
        actions={
          <div role="group" aria-label="Which events" className="flex gap-1">
            <Pick on={search.only === undefined} onPress={() => onSearch({ ...search, only: undefined })}>
              All
            </Pick>
            <Pick on={search.only === 'warnings'} onPress={() => onSearch({ ...search, only: 'warnings' })}>
              Warnings
            </Pick>
          </div>
        }
      >
        {shown.length > 0 ? (
          <EventLines lines={shown} />
        ) : (
          <Empty icon={<CalendarClock />} title={search.only ? 'No warnings' : 'Nothing has happened yet'} />
        )}
      </Card>
      {timeline.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}

function Pick({ on, onPress, children }: { on: boolean; onPress: () => void; children: string }) {
  return (
    <Button look="quiet" size="sm" aria-pressed={on} className={cx(on && 'bg-sunken text-ink')} onClick={onPress}>
      {children}
    </Button>
  );
}
