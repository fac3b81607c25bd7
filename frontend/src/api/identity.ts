// Who this browser speaks for. The mode decides how a request says so; only features/auth changes it.

/** What is sent with a request to say who asks. */
export type Identity =
  { kind: 'nobody' } | { kind: 'demo'; account: string } | { kind: 'session'; account: string; csrf: string };

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

let identity: Identity = { kind: 'nobody' };
const listeners = new Set<() => void>();

export function setIdentity(next: Identity): void {
  identity = next;
}

export function identityHeaders(method: string): Record<string, string> {
  switch (identity.kind) {
    case 'nobody':
      return {};
    case 'demo':
      // Header values are bytes; a name outside of Latin-1 cannot be sent as it is.
      return { 'X-User-Id': identity.account };
    case 'session':
      return UNSAFE.has(method) ? { 'X-CSRF-Token': identity.csrf } : {};
  }
}

/** Calls back whenever the server no longer knows who asks. */
export function onUnauthorized(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function signalUnauthorized(): void {
  listeners.forEach((listener) => listener());
}
