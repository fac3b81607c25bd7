import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { usePageHead } from '@/features/shell/favicon';
import { UsersPage } from '@/features/users/UsersPage';

const route = getRouteApi('/signed-in/users');

export function UsersRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/users' });
  usePageHead('Users and quotas', null);
  return (
    <UsersPage
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
