import { useEffect, useState } from 'react';
import { API_URL } from '@/api/client';
import { readEvents } from '@/api/events';
import { toApiError, type ApiError } from '@/api/problem';

export interface LogLine {
  component: string;
  pod: string;
  container: string;
  line: string;
}

const MOST_LINES = 2000;
const TAIL = '200';
/** Lines come in bursts: they are drawn together. */
const DRAW_EVERY = 100;
const PAUSE = 3000;

interface Stream {
  /** What is followed; what was read of something else is not shown. */
  of: string;
  lines: LogLine[];
  connecting: boolean;
  error: ApiError | null;
}

/** The lines of a store's pods as they are written. A stream that ends is opened again. */
export function useLogStream(id: string, component: string | undefined, follow: boolean): Omit<Stream, 'of'> {
  const of = `${id}/${component ?? ''}`;
  const [stream, setStream] = useState<Stream>(() => nothingYet(of));
  useEffect(() => {
    if (!follow) {
      return undefined;
    }
    const abort = new AbortController();
    const change = (next: (old: Stream) => Partial<Stream>): void =>
      setStream((old) => {
        const present = old.of === of ? old : nothingYet(of);
        return { ...present, ...next(present) };
      });
    let waiting: LogLine[] = [];
    const draw = setInterval(() => {
      if (waiting.length > 0) {
        const burst = waiting;
        waiting = [];
        change((old) => ({ lines: [...old.lines, ...burst].slice(-MOST_LINES), connecting: false }));
      }
    }, DRAW_EVERY);
    const settle = setTimeout(() => change(() => ({ connecting: false })), 2 * PAUSE);
    void followForever();
    return () => {
      abort.abort();
      clearInterval(draw);
      clearTimeout(settle);
    };

    async function followForever(): Promise<void> {
      const query = new URLSearchParams({ follow: 'true', tail: TAIL, ...(component && { component }) });
      while (!abort.signal.aborted) {
        try {
          await readEvents(`${API_URL}/api/v1/stores/${encodeURIComponent(id)}/logs?${query.toString()}`, {
            signal: abort.signal,
            onOpen: () => {
              // A stream begins with lines that may be here already.
              waiting = [];
              change(() => ({ lines: [], error: null }));
            },
            onEvent: (event) => {
              if (event.event === 'log') {
                waiting.push(JSON.parse(event.data) as LogLine);
              }
            },
          });
        } catch (thrown) {
          if (!abort.signal.aborted) {
            change(() => ({ error: toApiError(thrown), connecting: false }));
          }
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }, [id, component, follow, of]);
  return stream.of === of ? stream : nothingYet(of);
}

function nothingYet(of: string): Stream {
  return { of, lines: [], connecting: true, error: null };
}
