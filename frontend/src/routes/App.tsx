import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onUnauthorized } from '@/api/identity';
import { ApiError } from '@/api/problem';
import { sessionKey } from '@/features/auth/session';
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
  useEffect(() => onUnauthorized(() => void client.invalidateQueries({ queryKey: sessionKey })), [client]);
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={live}>
        <RouterProvider router={router} />
      </LiveContext>
    </QueryClientProvider>
  );
}
