import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { AuditPage } from '@/features/audit/AuditPage';
import { usePageHead } from '@/features/shell/favicon';

const route = getRouteApi('/signed-in/audit');

export function AuditRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/audit' });
  usePageHead('Audit log', null);
  return (
    <AuditPage
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
