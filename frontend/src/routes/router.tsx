import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { parseAuditSearch } from '@/features/audit/search';
import { sessionQuery } from '@/features/auth/session';
import { listQuery, parseListSearch, storeQuery } from '@/features/stores/queries';
import { parseStoreSearch } from '@/features/store/search';
import { parseUserSearch } from '@/features/users/search';
import { NotFound } from '@/features/shell/NotFound';
import { PageFailure } from '@/features/shell/PageFailure';
import { Shell } from '@/features/shell/Shell';
// Not by itself: it is where nearly everybody begins, and a file fewer to wait for.
import { StoresRoute } from './Stores';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { to?: string | undefined } => ({
    // Only an address of this page: what comes in a link must not lead elsewhere.
    to: typeof raw['to'] === 'string' && /^\/(?![/\\])/.test(raw['to']) ? raw['to'] : undefined,
  }),
  component: lazyRouteComponent(() => import('./SignIn'), 'SignInRoute'),
});

/** Everything behind it needs to know who is there. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session === null) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href }, replace: true });
    }
  },
  component: Shell,
});

const stores = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...parseListSearch(raw),
    ...(raw['new'] === true || raw['new'] === 'true' ? { new: true as const } : {}),
  }),
  loaderDeps: ({ search }) => ({ search: parseListSearch({ ...search }) }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(listQuery(deps.search)),
  component: StoresRoute,
});

const store = createRoute({
  getParentRoute: () => signedIn,
  path: '/s/$id',
  validateSearch: parseStoreSearch,
  loader: ({ context, params }) => void context.client.prefetchQuery(storeQuery(params.id)),
  component: lazyRouteComponent(() => import('./Store'), 'StoreRoute'),
});

const system = createRoute({
  getParentRoute: () => signedIn,
  path: '/system',
  component: lazyRouteComponent(() => import('./System'), 'SystemRoute'),
});

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: '/tokens',
  component: lazyRouteComponent(() => import('./Tokens'), 'TokensRoute'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./Account'), 'AccountRoute'),
});

const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/users',
  validateSearch: parseUserSearch,
  component: lazyRouteComponent(() => import('./Users'), 'UsersRoute'),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('./Audit'), 'AuditRoute'),
});

// The address that the server prints beside the set-up token.
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told
    throw redirect({ to: '/sign-in', replace: true });
  },
});

// Addresses of the API that a person typed or copied: a browser is shown the same thing as a page.
const apiStores = createRoute({
  getParentRoute: () => root,
  path: '/stores',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told
    throw redirect({ to: '/', replace: true });
  },
});

const apiStore = createRoute({
  getParentRoute: () => root,
  path: '/stores/$id',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told
    throw redirect({ to: '/s/$id', params, replace: true });
  },
});

const tree = root.addChildren([
  signIn,
  setUp,
  apiStores,
  apiStore,
  signedIn.addChildren([stores, store, system, tokens, account, users, audit]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: ({ error, reset }) => <PageFailure error={error} onRetry={reset} />,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
