import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { components } from '@/api/schema';

export type Token = components['schemas']['Token'];
export type NewToken = components['schemas']['NewToken'];
export type MadeToken = components['schemas']['NewTokenSecret'];

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/auth/tokens', { signal }))).tokens,
});

export function createToken(wanted: NewToken): Promise<MadeToken> {
  return unwrap(api.POST('/api/v1/auth/tokens', { body: wanted }));
}

export function revokeToken(id: string) {
  return unwrap(api.DELETE('/api/v1/auth/tokens/{id}', { params: { path: { id } } }));
}

/** Whether a token is good at a time. */
export function isLive(token: Token, now: number): boolean {
  return token.revoked_at === null && Date.parse(token.expires_at) > now;
}
