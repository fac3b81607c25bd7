/** Everything that the audit log shows is in its address. */
export interface AuditSearch {
  /** Id or e-mail address of the account that acted. */
  actor?: string | undefined;
  action?: string | undefined;
  store?: string | undefined;
  /** Times as in 2026-01-31T00:00:00.000Z: from the first on, and before the other. */
  from?: string | undefined;
  to?: string | undefined;
}

export function parseAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const text = (key: string): string | undefined => {
    const value = raw[key];
    return (typeof value === 'string' || typeof value === 'number') && value !== ''
      ? String(value).slice(0, 200)
      : undefined;
  };
  return {
    actor: text('actor'),
    action: text('action'),
    store: text('store'),
    from: instant(text('from')),
    to: instant(text('to')),
  };
}

/** A time as the API takes it; nothing where the text is none. */
export function instant(text: string | undefined): string | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** A time as a field for local times shows it: `2026-01-31T09:30`. */
export function localText(time: string | undefined): string {
  if (time === undefined) {
    return '';
  }
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
