import type { Detail, TimelineEntry } from '@/features/stores/types';

export interface EventLine {
  key: string;
  at: string | null;
  warning: boolean;
  reason: string;
  resource: string | null;
  message: string;
  actor: string | null;
  count: number;
  source: 'platform' | 'cluster';
}

type LiveEvent = NonNullable<Detail['events']>[number];

/** Both kinds of events in one order; of the cluster's only what is not older than the timeline that is loaded. */
export function mergeEvents(timeline: TimelineEntry[], live: LiveEvent[]): EventLine[] {
  const lines: EventLine[] = [
    ...timeline.map((entry): EventLine => ({
      key: `platform-${entry.id}`,
      at: entry.at,
      warning: entry.type === 'Warning',
      reason: entry.reason,
      resource: entry.resource ?? null,
      message: entry.message,
      actor: entry.actor ?? null,
      count: 1,
      source: 'platform',
    })),
    ...live.map((event, at): EventLine => ({
      key: `cluster-${at}-${event.resource}-${event.reason}`,
      at: event.timestamp ?? null,
      warning: event.type !== 'Normal',
      reason: event.reason,
      resource: event.resource,
      message: event.message,
      actor: null,
      count: event.count,
      source: 'cluster',
    })),
  ];
  return lines.sort((a, b) => time(b) - time(a));
}

function time(line: EventLine): number {
  return line.at === null ? 0 : Date.parse(line.at);
}
