import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SignIn } from '@/features/auth/SignIn';
import { usePageHead } from '@/features/shell/favicon';

const route = getRouteApi('/sign-in');

export function SignInRoute() {
  const { to } = route.useSearch();
  const router = useRouter();
  usePageHead('Sign in', null);
  return <SignIn onDone={() => router.history.replace(to ?? '/')} />;
}
