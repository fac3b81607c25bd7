import { useRouter, useRouterState } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Field';
import { defaultSize, pageSizes, type ListSearch, type PageSize } from './queries';

/**
 * Pages by the server's cursor. Where the earlier pages began is kept in the browser's history, so that going back also
 * works after a reload; an address that came from elsewhere goes back to the first page.
 */
export function Pager({
  total,
  shown,
  next,
  search,
  size,
  onSearch,
}: {
  total: number;
  shown: number;
  next: string | null;
  search: ListSearch;
  size: PageSize;
  onSearch: (next: ListSearch, how?: 'push' | 'replace') => void;
}) {
  const router = useRouter();
  const trail = useRouterState({ select: (state) => state.location.state.trail ?? [] });
  const page = search.page ?? 1;
  const first = (page - 1) * size + 1;
  const go = (from: string | undefined, number: number, newTrail: string[]): void =>
    void router.navigate({
      to: '/',
      search: { ...search, from, page: number > 1 ? number : undefined },
      state: (old) => ({ ...old, trail: newTrail }),
    });
  return (
    <nav aria-label="Pages of the list" className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p className="figures text-muted">
        {search.from !== undefined && search.page === undefined
          ? `${shown} of ${total.toLocaleString()}`
          : `${first.toLocaleString()}–${(first + shown - 1).toLocaleString()} of ${total.toLocaleString()}`}
      </p>
      <Choice
        label="Rows on a page"
        hideLabel
        className="w-28"
        value={size}
        onChange={(event) => {
          const wanted = Number(event.target.value) as PageSize;
          onSearch({ size: wanted === defaultSize ? undefined : wanted, from: undefined, page: undefined });
        }}
      >
        {pageSizes.map((each) => (
          <option key={each} value={each}>
            {each} rows
          </option>
        ))}
      </Choice>
      <div className="ml-auto flex gap-2">
        <Button
          disabled={search.from === undefined}
          onClick={() => go(trail.at(-2), trail.length > 1 ? page - 1 : 1, trail.slice(0, -1))}
        >
          <ChevronLeft /> {trail.length > 0 || search.from === undefined ? 'Previous' : 'First page'}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && go(next, page + 1, [...trail, next])}>
          Next <ChevronRight />
        </Button>
      </div>
    </nav>
  );
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Where the pages up to the present one began. */
    trail?: string[];
  }
}
