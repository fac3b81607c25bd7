import { useNavigate } from '@tanstack/react-router';
import { toastFailure } from '@/features/shell/toastFailure';
import { useSignIn } from './session';

/** Signs out and goes to the door; who cannot be signed out is told so. */
export function useLeave(): (where?: 'everywhere') => Promise<void> {
  const { signOut } = useSignIn();
  const navigate = useNavigate();
  return (where) =>
    signOut(where).then(
      () => navigate({ to: '/sign-in' }),
      (thrown: unknown) => void toastFailure(thrown, 'You are not signed out'),
    );
}
