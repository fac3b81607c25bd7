/** What a token may be good for. */
export const scopes: { id: string; words: string; hint: string; operators?: boolean }[] = [
  { id: 'stores:read', words: 'Read stores', hint: 'Everything that only reads, but no logins.' },
  { id: 'stores:write', words: 'Change stores', hint: 'Create, change and delete stores.' },
  { id: 'credentials:read', words: 'Read admin logins', hint: 'User name and password of each shop’s admin.' },
  {
    id: 'admin',
    words: 'Operate the platform',
    hint: 'Everybody’s stores, the accounts and the audit log, as far as the other scopes go.',
    operators: true,
  },
];

/** How long it may live, in days. */
export const lives = [7, 30, 90, 180, 365] as const;
