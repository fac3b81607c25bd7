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

/** The lines of a store's pods as they are written. A stream that ends is opened again. */
export function useLogStream(
  id: string,
  component: string | undefined,
  follow: boolean,
): { lines: LogLine[]; connecting: boolean; error: ApiError | null } {
  const [lines, setLines] = useState<LogLine[]>([]);
  const [connecting, setConnecting] = useState(true);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    if (!follow) {
      return undefined;
    }
    const abort = new AbortController();
    let waiting: LogLine[] = [];
    setLines([]);
    setConnecting(true);
    const draw = setInterval(() => {
      if (waiting.length > 0) {
        const burst = waiting;
        waiting = [];
        setLines((old) => [...old, ...burst].slice(-MOST_LINES));
        setConnecting(false);
      }
    }, DRAW_EVERY);
    const settle = setTimeout(() => setConnecting(false), 2 * PAUSE);
    void followForever();
    return () => {
      abort.abort();
      clearInterval(draw);
      clearTimeout(settle);
    };

    async function followForever(): Promise<void> {
      const query = new URLSearchParams({ follow: 'true', tail: TAIL, ...(component && { component }) });
      let again = false;
      while (!abort.signal.aborted) {
        try {
          await readEvents(`${API_URL}/api/v1/stores/${encodeURIComponent(id)}/logs?${query.toString()}`, {
            signal: abort.signal,
            onOpen: () => {
              setError(null);
              // A stream that is opened again begins with lines that are here already.
              waiting = [];
              if (again) {
                setLines([]);
              }
            },
            onEvent: (event) => {
              if (event.event === 'log') {
                waiting.push(JSON.parse(event.data) as LogLine);
              }
            },
          });
        } catch (thrown) {
          if (!abort.signal.aborted) {
            setError(toApiError(thrown));
            setConnecting(false);
          }
        }
        again = true;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }, [id, component, follow]);
  return { lines, connecting, error };
}
