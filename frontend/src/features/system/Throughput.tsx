import { Card } from '@/ui/Parts';
import type { Minute } from './queries';

const HEIGHT = 96;
const GAP = 0.25;

const series = [
  { key: 'ready', word: 'became ready', fill: 'fill-good', dot: 'bg-good' },
  { key: 'failed', word: 'failed', fill: 'fill-bad', dot: 'bg-bad' },
  { key: 'deleted', word: 'were deleted', fill: 'fill-edge', dot: 'bg-edge' },
] as const;

/** What came out of the last hour, minute by minute. */
export function Throughput({ minutes }: { minutes: Minute[] }) {
  const sum = (key: (typeof series)[number]['key']): number => minutes.reduce((total, each) => total + each[key], 0);
  const highest = Math.max(1, ...minutes.map((each) => each.ready + each.failed + each.deleted));
  const words = series.map((each) => `${sum(each.key)} ${each.word}`).join(', ');
  return (
    <Card
      title="The last hour"
      actions={
        <ul className="flex flex-wrap gap-x-4 text-xs">
          {series.map((each) => (
            <li key={each.key} className="flex items-center gap-1.5 text-muted">
              <span aria-hidden className={`${each.dot} size-2 rounded-full`} />
              <span className="figures text-ink">{sum(each.key)}</span> {each.word}
            </li>
          ))}
        </ul>
      }
    >
      <div className="flex gap-2">
        <div aria-hidden className="figures flex flex-col justify-between text-right text-2xs text-muted">
          <span>{highest}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`Stores in the last hour: ${words}`}
          viewBox={`0 0 ${minutes.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-24 min-w-0 flex-1 border-b"
        >
          {minutes.map((minute, at) => (
            <Bar key={minute.at} minute={minute} at={at} highest={highest} />
          ))}
        </svg>
      </div>
      <div aria-hidden className="mt-1 ml-5 flex justify-between text-2xs text-muted">
        <span>{clock(minutes[0])}</span>
        <span>{clock(minutes[Math.floor(minutes.length / 2)])}</span>
        <span>{clock(minutes.at(-1))}</span>
      </div>
    </Card>
  );
}

function Bar({ minute, at, highest }: { minute: Minute; at: number; highest: number }) {
  const heights = series.map((each) => (minute[each.key] / highest) * (HEIGHT - 4));
  return (
    <g>
      <title>{`${clock(minute)}: ${series.map((each) => `${minute[each.key]} ${each.word}`).join(', ')}`}</title>
      <rect x={at} y={0} width={1} height={HEIGHT} className="fill-transparent" />
      {series.map((each, layer) => (
        <rect
          key={each.key}
          x={at + GAP / 2}
          y={HEIGHT - heights.slice(0, layer + 1).reduce((sum, height) => sum + height, 0)}
          width={1 - GAP}
          height={heights[layer]}
          className={each.fill}
        />
      ))}
    </g>
  );
}

function clock(minute: Minute | undefined): string {
  return minute ? new Date(minute.at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }) : '';
}
