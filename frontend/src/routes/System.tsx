import { SystemPage } from '@/features/system/SystemPage';
import { usePageHead } from '@/features/shell/favicon';

export function SystemRoute() {
  usePageHead('System', null);
  return <SystemPage />;
}
