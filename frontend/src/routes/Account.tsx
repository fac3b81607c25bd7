import { AccountPage } from '@/features/account/AccountPage';
import { usePageHead } from '@/features/shell/favicon';

export function AccountRoute() {
  usePageHead('Account', null);
  return <AccountPage />;
}
