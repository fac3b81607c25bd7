import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Activity, ScrollText, Search, Store, UsersRound } from 'lucide-react';
import { lazy, Suspense, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useSession } from '@/features/auth/session';
import { LiveContext } from '@/features/live/useLive';
import { useDark } from '@/features/theme/theme';
import { Kbd } from '@/ui/Parts';
import { useSayings } from '@/ui/toast';
import { AccountMenu } from './AccountMenu';
import { Banners } from './Banners';
import { LiveDot } from './LiveDot';
import { Mark } from './Mark';
import { useShortcuts } from './shortcuts';

const Palette = lazy(() => import('@/features/palette/Palette').then((m) => ({ default: m.Palette })));
const Toaster = lazy(() => import('@/ui/Toaster').then((m) => ({ default: m.Toaster })));

const isMac = /mac/i.test(navigator.userAgent);

/** What stands around every page of somebody who is signed in. */
export function Shell() {
  const session = useSession();
  const live = useContext(LiveContext);
  const dark = useDark();
  const sayings = useSayings();
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never');
  useShortcuts(() => setPalette('open'));
  useFocusOnNavigation();
  useEffect(() => {
    live?.start();
    return () => live?.stop();
  }, [live, session?.account]);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-raised px-3 py-2 text-sm shadow-float focus:translate-y-0"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 border-b bg-surface">
        <div className="mx-auto flex h-12 max-w-[1680px] items-center gap-1 px-3 sm:px-5">
          <Link
            to="/"
            className="mr-2 flex items-center gap-2 rounded-md font-semibold"
            aria-label="Store Weaver, your stores"
          >
            <Mark size={22} />
            <span className="hidden sm:inline">Store Weaver</span>
          </Link>
          <nav aria-label="Pages" className="flex items-center gap-0.5">
            <Tab to="/" icon={<Store />} text="Stores" />
            {session?.operator && (
              <>
                <Tab to="/system" icon={<Activity />} text="System" />
                <Tab to="/users" icon={<UsersRound />} text="Users" />
                <Tab to="/audit" icon={<ScrollText />} text="Audit" />
              </>
            )}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <button
              type="button"
              onClick={() => setPalette('open')}
              className="flex h-8 items-center gap-2 rounded-md border border-edge px-2 text-sm text-muted hover:bg-hover md:w-56"
              aria-keyshortcuts="Control+K Meta+K"
            >
              <Search aria-hidden size={15} />
              <span className="sr-only flex-1 text-left md:not-sr-only">Search…</span>
              <span aria-hidden className="hidden gap-0.5 md:flex">
                <Kbd>{isMac ? '⌘' : 'Ctrl'}</Kbd>
                <Kbd>K</Kbd>
              </span>
            </button>
            <LiveDot />
            <AccountMenu />
          </div>
        </div>
        <Banners />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[1680px] flex-1 px-3 py-4 no-ring sm:px-5">
        <Outlet />
      </main>
      <Suspense>
        {palette !== 'never' && <Palette open={palette === 'open'} onClose={() => setPalette('closed')} />}
      </Suspense>
      <Suspense>{sayings !== null && <Toaster dark={dark} />}</Suspense>
    </div>
  );
}

function Tab({ to, icon, text }: { to: '/' | '/system' | '/users' | '/audit'; icon: ReactNode; text: string }) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: false, includeSearch: false }}
      className="flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink [&_svg]:size-4"
      activeProps={{ 'aria-current': 'page' }}
    >
      {icon}
      <span className="hidden sm:inline">{text}</span>
      <span className="sr-only sm:hidden">{text}</span>
    </Link>
  );
}

/** A new page is announced, and the keyboard goes on at its beginning. */
function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const seen = useRef(path);
  useEffect(() => {
    if (path !== undefined && seen.current !== undefined && path !== seen.current) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    seen.current = path;
  }, [path]);
}
