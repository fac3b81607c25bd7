/** Everything that the list of accounts shows is in its address. */
export interface UserSearch {
  q?: string | undefined;
}

export function parseUserSearch(raw: Record<string, unknown>): UserSearch {
  const q = raw['q'];
  return { q: (typeof q === 'string' || typeof q === 'number') && q !== '' ? String(q).slice(0, 200) : undefined };
}
