import type { User } from './queries';

/** What an operator can do to an account. */
export type Act = 'limits' | 'role' | 'suspend' | 'lift' | 'close';

/**
 * What makes sense for this account. One's own role and suspension are not among it: an operator who shuts the door
 * behind themselves needs another one to open it.
 */
export function actsOn(user: User, own: string | undefined): Act[] {
  if (user.closed_at !== null) {
    return [];
  }
  if (user.id === own) {
    return ['limits'];
  }
  // A name of demo mode has nobody who signs in.
  return user.email === null
    ? ['limits', 'close']
    : ['limits', 'role', user.suspended_at === null ? 'suspend' : 'lift', 'close'];
}
