/** The actions of today, for those who choose one. The log may hold others; they are read by their parts. */
export const knownActions = [
  'store.requested',
  'store.edited',
  'store.retried',
  'store.cancelled',
  'store.rolled-back',
  'store.credentials-read',
  'store.deletion-requested',
  'account.created',
  'account.changed',
  'account.password-changed',
  'account.closed',
  'session.begun',
  'session.ended',
  'session.all-ended',
  'session.refused',
  'token.created',
  'token.revoked',
];

const sayings: Record<string, string> = {
  'store.requested': 'Store created',
  'store.credentials-read': 'Store’s admin login read',
  'session.begun': 'Signed in',
  'session.ended': 'Signed out',
  'session.all-ended': 'Signed out everywhere',
  'session.refused': 'Sign-in refused',
};

/** An action in words: `token.revoked` is "Token revoked". */
export function actionWords(action: string): string {
  const words = action.replace(/[.-]+/g, ' ').trim();
  return sayings[action] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an action is about: the part before the first dot. */
export function actionKind(action: string): string {
  return action.split('.', 1)[0] ?? '';
}
