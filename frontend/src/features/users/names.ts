import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/features/auth/session';
import { directoryQuery } from './queries';

/** Calls an account by its e-mail address where this browser knows it, else by its id. */
export function useNames(): (id: string) => string {
  const session = useSession();
  const named = session?.operator === true && session.mode === 'local';
  const directory = useQuery({ ...directoryQuery, enabled: named });
  return (id) => (id === session?.account ? session.name : (directory.data?.get(id) ?? id));
}
