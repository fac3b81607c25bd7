import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { usePolling } from '@/features/live/useLive';
import { Button } from '@/ui/Button';
import { Failure } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { EventLines } from './EventLines';
import { mergeEvents } from './mergeEvents';
import { timelineQuery } from './queries';
import type { TabProps } from './StorePage';

/** Who did what to the store. */
export function Activity({ store }: TabProps) {
  const timeline = useInfiniteQuery({ ...timelineQuery(store.id), refetchInterval: usePolling() });
  if (timeline.isError) {
    return <Failure error={toApiError(timeline.error)} onRetry={() => void timeline.refetch()} />;
  }
  if (!timeline.data) {
    return <Skeleton className="h-72 rounded-lg" />;
  }
  const acts = mergeEvents(timeline.data, []).filter((line) => line.actor !== null);
  return (
    <>
      <Card flush title="What people did">
        {acts.length > 0 ? (
          <EventLines lines={acts} />
        ) : (
          <Empty icon={<History />} title="Nobody did anything here yet" />
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
