import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { storeKeys } from '@/features/stores/queries';
import type { LiveConnection, Link } from './connection';

export const LiveContext = createContext<LiveConnection | null>(null);

function useConnection(): LiveConnection {
  const connection = useContext(LiveContext);
  if (connection === null) {
    throw new Error('There is no live connection around this component');
  }
  return connection;
}

/** How changes reach this page at the moment. */
export function useLink(): Link {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

const POLL = 4000;

/** How often a query has to ask by itself: not at all while changes arrive. */
export function usePolling(): number | false {
  return useLink() === 'live' ? false : POLL;
}

const DETAIL_PAUSE = 300;

/** Reads everything about one store again, soon after it has changed. */
export function useFollowStore(id: string): void {
  const connection = useConnection();
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = connection.onStore((store) => {
      if (store.id === id) {
        timer ??= setTimeout(() => {
          timer = undefined;
          void client.invalidateQueries({ queryKey: storeKeys.store(id), predicate: (q) => q.queryKey.length > 2 });
        }, DETAIL_PAUSE);
      }
    });
    return () => {
      off();
      clearTimeout(timer);
    };
  }, [connection, client, id]);
}
