import { useLink } from '@/features/live/useLive';
import { cx } from '@/ui/cx';

const words = { connecting: 'Connecting', live: 'Live', polling: 'Checking', offline: 'Offline' };
const dots = { connecting: 'bg-edge', live: 'bg-good', polling: 'bg-warn', offline: 'bg-bad' };

/** Whether changes arrive by themselves. */
export function LiveDot() {
  const link = useLink();
  return (
    <span className="flex items-center gap-1.5 px-1.5 text-xs text-muted" title="How changes reach this page">
      <span aria-hidden className={cx('size-2 rounded-full', dots[link])} />
      <span className="sr-only lg:not-sr-only">{words[link]}</span>
    </span>
  );
}
