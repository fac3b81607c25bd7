import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { setIdentity } from '@/api/identity';
import { ApiError } from '@/api/problem';
import { accountCall, waysQuery, type Me, type Ways } from './ways';

/** Who uses this browser. `operator` may see everybody's stores and the platform itself. */
export interface Session {
  /** Whether there are accounts with passwords and tokens, or names only. */
  mode: Ways['mode'];
  /** Id, as stores name their owner. */
  account: string;
  /** What people call it. */
  name: string;
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
    // Without storage nobody is remembered.
  }
}

/** Why a name cannot be used in demo mode, or null where it can: it travels in an HTTP header. */
export function demoNameError(name: string): string | null {
  if (name.trim() === '') {
    return 'A name is required';
  }
  return /^[\x20-\x7e]{1,200}$/.test(name.trim()) ? null : 'Use plain Latin letters, digits and punctuation';
}

function demoSession(): Session | null {
  const name = remembered();
  setIdentity(name === null ? { kind: 'nobody' } : { kind: 'demo', account: name });
  return name === null ? null : { mode: 'demo', account: name, name, operator: name === DEMO_OPERATOR };
}

async function accountSession(): Promise<Session | null> {
  try {
    const me = await accountCall<Me>('GET', '/me');
    setIdentity({ kind: 'session', account: me.id, csrf: me.csrf_token ?? '' });
    return { mode: 'local', account: me.id, name: me.email ?? me.id, operator: me.operator };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) {
      setIdentity({ kind: 'nobody' });
      return null;
    }
    throw thrown;
  }
}

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ client }): Promise<Session | null> => {
    const { mode } = await client.ensureQueryData(waysQuery);
    return mode === 'demo' ? demoSession() : accountSession();
  },
  staleTime: Infinity,
});

/** Looks again who is there; null where nobody is any more. */
export function askAgain(client: QueryClient): Promise<Session | null> {
  return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** The session; null where nobody is signed in. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Forgets everything that belongs to whoever was here before. */
export async function begin(client: QueryClient): Promise<void> {
  client.clear();
  await client.fetchQuery(sessionQuery);
}

export function useSignIn(): {
  asName: (name: string) => Promise<void>;
  withPassword: (email: string, password: string) => Promise<void>;
  signUp: (email: string, password: string, setupToken?: string) => Promise<void>;
  signOut: (where?: 'everywhere') => Promise<void>;
} {
  const client = useQueryClient();
  const asName = useCallback(
    (name: string) => {
      remember(name.trim());
      return begin(client);
    },
    [client],
  );
  const withPassword = useCallback(
    async (email: string, password: string) => {
      await accountCall('POST', '/login', { email, password });
      await begin(client);
    },
    [client],
  );
  const signUp = useCallback(
    async (email: string, password: string, setupToken?: string) => {
      await accountCall('POST', '/signup', { email, password, ...(setupToken && { setup_token: setupToken }) });
      await withPassword(email, password);
    },
    [withPassword],
  );
  const signOut = useCallback(
    async (where?: 'everywhere') => {
      const { mode } = await client.ensureQueryData(waysQuery);
      if (mode === 'demo') {
        remember(null);
      } else {
        await accountCall('POST', where === 'everywhere' ? '/logout?everywhere=true' : '/logout').catch(
          unlessSignedOut,
        );
      }
      await begin(client);
    },
    [client],
  );
  return { asName, withPassword, signUp, signOut };
}

/** Whose session has ended already is signed out. */
function unlessSignedOut(thrown: unknown): void {
  if (!(thrown instanceof ApiError && thrown.status === 401)) {
    throw thrown;
  }
}
