import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onUnauthorized } from '@/api/identity';
import { ApiError } from '@/api/problem';
import { askAgain } from '@/features/auth/session';
import { LiveConnection } from '@/features/live/connection';
import { LiveContext } from '@/features/live/useLive';
import { createAppRouter } from './router';

const TRIES = 2;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        // A refusal stays one however often it is asked for; only what may pass by itself is tried again.
        retry: (failures, error) =>
          failures < TRIES && error instanceof ApiError && (error.status === 0 || error.status === 503),
      },
    },
  });
}

export function App() {
  const [{ client, live, router }] = useState(() => {
    const queryClient = createQueryClient();
    return { client: queryClient, live: new LiveConnection(queryClient), router: createAppRouter(queryClient) };
  });
  useEffect(() => {
    // Somebody whose session has ended is led to the door, and from there back to where they were.
    const recheck = async (): Promise<void> => {
      if ((await askAgain(client)) === null) {
        await router.invalidate();
      }
    };
    // Without the server nobody knows who is there; what was asked for says so itself.
    return onUnauthorized(() => void recheck().catch(() => undefined));
  }, [client, router]);
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={live}>
        <RouterProvider router={router} />
      </LiveContext>
    </QueryClientProvider>
  );
}
