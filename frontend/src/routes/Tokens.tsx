import { TokensPage } from '@/features/tokens/TokensPage';
import { usePageHead } from '@/features/shell/favicon';

export function TokensRoute() {
  usePageHead('API tokens', null);
  return <TokensPage />;
}
