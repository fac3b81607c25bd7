import { useQuery } from '@tanstack/react-query';
import { ArrowDownToLine, Pause, Play, ScrollText } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { toApiError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { cx } from '@/ui/cx';
import { Choice, inputClass } from '@/ui/Field';
import { Failure } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { detailQuery, logsQuery } from './queries';
import type { TabProps } from './StorePage';
import { partWord } from './tree';
import { useLogStream, type LogLine } from './useLogStream';

const TAIL = 500;

/** What the shop's processes say: live, or what they said before their last restart. */
export function Logs({ store, search, onSearch }: TabProps) {
  const detail = useQuery(detailQuery(store.id));
  const [follow, setFollow] = useState(true);
  const [find, setFind] = useState('');
  const previous = search.previous ?? false;
  const stream = useLogStream(store.id, search.component, follow && !previous && store.status !== 'DELETED');
  const former = useQuery({
    ...logsQuery(store.id, { component: search.component, previous: true, tail: TAIL }),
    enabled: previous,
  });
  const lines: LogLine[] = previous
    ? (former.data ?? []).flatMap((log) =>
        (log.lines ?? []).map((line) => ({ component: log.component, pod: log.pod, container: log.container, line })),
      )
    : stream.lines;
  const needle = find.trim().toLowerCase();
  const shown = needle === '' ? lines : lines.filter((each) => each.line.toLowerCase().includes(needle));
  const components = [
    ...new Set((detail.data?.resources ?? []).filter((o) => o.kind === 'Pod' && o.component).map((o) => o.component)),
  ];
  const failure = previous ? former.error : stream.error;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Choice
          label="Component"
          hideLabel
          className="w-40"
          value={search.component ?? ''}
          onChange={(event) =>
            onSearch({ ...search, component: event.target.value === '' ? undefined : event.target.value })
          }
        >
          <option value="">All components</option>
          {components.map((component) => (
            <option key={component} value={component ?? ''}>
              {partWord(component ?? '')}
            </option>
          ))}
        </Choice>
        <Choice
          label="Run"
          hideLabel
          className="w-40"
          value={previous ? 'previous' : 'current'}
          onChange={(event) => onSearch({ ...search, previous: event.target.value === 'previous' ? true : undefined })}
        >
          <option value="current">Present run</option>
          <option value="previous">Before the last restart</option>
        </Choice>
        <input
          type="search"
          aria-label="Find in the lines"
          placeholder="Find"
          value={find}
          onChange={(event) => setFind(event.target.value)}
          className={cx(inputClass, 'sm:max-w-56 sm:flex-1')}
        />
        <div className="ml-auto flex items-center gap-1">
          {!previous && (
            <Button onClick={() => setFollow(!follow)} aria-pressed={follow}>
              {follow ? <Pause /> : <Play />} {follow ? 'Pause' : 'Follow'}
            </Button>
          )}
          <Copy text={shown.map((each) => each.line).join('\n')} label="Copy the lines" />
        </div>
      </div>
      {failure && (
        <div className="mb-3">
          <Failure error={toApiError(failure)} />
        </div>
      )}
      <Card flush>
        {shown.length > 0 ? (
          <Lines key={String(follow)} lines={shown} follow={follow && !previous} />
        ) : (previous ? former.isPending : stream.connecting) ? (
          <Skeleton className="m-4 h-64" />
        ) : (
          <Empty icon={<ScrollText />} title={lines.length > 0 ? 'No line matches' : 'No lines'}>
            {lines.length > 0
              ? 'Nothing here contains what you look for.'
              : previous
                ? 'No container of this store was restarted, or its earlier log is gone.'
                : 'Nothing was written yet. New lines appear by themselves.'}
          </Empty>
        )}
      </Card>
    </>
  );
}

function Lines({ lines, follow }: { lines: LogLine[]; follow: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  useLayoutEffect(() => {
    if (follow && atEnd && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [lines, follow, atEnd]);
  return (
    <div className="relative">
      <div
        ref={box}
        role="log"
        aria-label="Log lines"
        tabIndex={0}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          setAtEnd(scrollHeight - scrollTop - clientHeight < 24);
        }}
        className="h-[max(280px,calc(100dvh-340px))] overflow-auto rounded-lg p-3 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        {lines.map((each, at) => (
          <div key={at} className="flex gap-3 rounded px-1 hover:bg-hover">
            <span
              className="hidden w-36 shrink-0 truncate text-muted sm:block"
              title={`${each.pod} · ${each.container}`}
            >
              {each.container}
            </span>
            <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{each.line}</span>
          </div>
        ))}
      </div>
      {!atEnd && (
        <Button
          size="sm"
          className="absolute right-5 bottom-3 shadow-float"
          onClick={() => {
            if (box.current) {
              box.current.scrollTop = box.current.scrollHeight;
            }
          }}
        >
          <ArrowDownToLine /> To the end
        </Button>
      )}
    </div>
  );
}
