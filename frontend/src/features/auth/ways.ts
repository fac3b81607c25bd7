import { queryOptions } from '@tanstack/react-query';
import { API_URL, ask } from '@/api/client';
import { problemOf } from '@/api/problem';

/** How one gets in. In demo mode every name is believed; in local mode accounts have passwords. */
export interface Ways {
  mode: 'demo' | 'local';
  sign_up_open: boolean;
  /** Until the first operator's account is made. */
  set_up_needed: boolean;
}

export const SHORTEST_PASSWORD = 12;

export interface Me {
  id: string;
  email: string | null;
  operator: boolean;
  csrf_token: string | null;
}

/** Asks who is there, or changes that; `null` where the answer has no body. A 401 is an answer here. */
export async function accountCall<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await ask(`${API_URL}/api/v1/auth${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    throw problemOf(response, answer);
  }
  return answer as T;
}

/** A server without accounts knows names only. */
async function readWays(): Promise<Ways> {
  const response = await ask(`${API_URL}/api/v1/auth`);
  if (response.status === 404) {
    return { mode: 'demo', sign_up_open: false, set_up_needed: false };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw problemOf(response, answer);
  }
  return answer as Ways;
}

export const waysQuery = queryOptions({ queryKey: ['ways-in'], queryFn: readWays, staleTime: Infinity });
