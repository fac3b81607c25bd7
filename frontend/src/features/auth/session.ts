import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { setIdentity } from '@/api/identity';

/** Who uses this browser. `operator` may see everybody's stores and the platform itself. */
export interface Session {
  account: string;
  operator: boolean;
}

const DEMO_NAME = 'storeweaver.demo-name';
/** Who may see everything in demo mode, where every name is believed. */
const DEMO_OPERATOR = 'operator';
export const sessionKey = ['session'] as const;

function remembered(): string | null {
  try {
    return localStorage.getItem(DEMO_NAME);
  } catch {
    return null;
  }
}

function remember(name: string | null): void {
  try {
    if (name === null) {
      localStorage.removeItem(DEMO_NAME);
    } else {
      localStorage.setItem(DEMO_NAME, name);
    }
  } catch {
    // Without storage the name lasts as long as the page.
  }
}

/** Why a name cannot be used in demo mode, or null where it can: it travels in an HTTP header. */
export function demoNameError(name: string): string | null {
  if (name.trim() === '') {
    return 'A name is required';
  }
  return /^[\x20-\x7e]{1,200}$/.test(name.trim()) ? null : 'Use plain Latin letters, digits and punctuation';
}

// eslint-disable-next-line @typescript-eslint/require-await -- real accounts ask the server here
async function readSession(): Promise<Session | null> {
  const name = remembered();
  setIdentity(name === null ? { kind: 'nobody' } : { kind: 'demo', account: name });
  return name === null ? null : { account: name, operator: name === DEMO_OPERATOR };
}

export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: readSession, staleTime: Infinity });

/** The session; null where nobody is signed in. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

export function useSignIn(): (name: string) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (name: string) => {
      remember(name.trim());
      client.clear();
      await client.fetchQuery(sessionQuery);
    },
    [client],
  );
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    remember(null);
    client.clear();
    await client.fetchQuery(sessionQuery);
  }, [client]);
}
