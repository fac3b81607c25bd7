import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Choice, inputClass } from '@/ui/Field';
import { cx } from '@/ui/cx';
import { Kbd } from '@/ui/Parts';
import { engineIds, enginesQuery, type ListSearch, type Sort } from './queries';

const SETTLE = 180;

const sortWords: Record<Sort, string> = {
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  name: 'Name A–Z',
  '-name': 'Name Z–A',
  status: 'Status',
  '-status': 'Status, reversed',
};

export function Filters({
  search,
  operator,
  onSearch,
}: {
  search: ListSearch;
  operator: boolean;
  onSearch: (next: ListSearch, how?: 'push' | 'replace') => void;
}) {
  const engines = useQuery(enginesQuery);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        text={search.q ?? ''}
        onText={(q) => onSearch({ q: q === '' ? undefined : q }, 'replace')}
        placeholder="Search name, address or id"
        className="w-full sm:w-72"
        shortcut
      />
      {operator && (
        <SearchBox
          text={search.owner ?? ''}
          onText={(owner) => onSearch({ owner: owner === '' ? undefined : owner }, 'replace')}
          placeholder="Owner"
          className="w-full sm:w-44"
        />
      )}
      <Choice
        label="Engine"
        hideLabel
        className="flex-1 sm:w-40 sm:flex-none"
        value={search.engine ?? ''}
        onChange={(event) => onSearch({ engine: engineIds.find((engine) => engine === event.target.value) })}
      >
        <option value="">All engines</option>
        {engines.data?.map((engine) => (
          <option key={engine.id} value={engine.id}>
            {engine.name}
          </option>
        ))}
      </Choice>
      <Choice
        label="Sort by"
        hideLabel
        className="flex-1 sm:w-40 sm:flex-none"
        value={search.sort ?? '-created_at'}
        onChange={(event) => {
          const sort = event.target.value as Sort;
          onSearch({ sort: sort === '-created_at' ? undefined : sort });
        }}
      >
        {Object.entries(sortWords).map(([sort, words]) => (
          <option key={sort} value={sort}>
            {words}
          </option>
        ))}
      </Choice>
    </div>
  );
}

/** What is typed shows at once and is asked for a moment later. */
function SearchBox({
  text,
  onText,
  placeholder,
  className,
  shortcut = false,
}: {
  text: string;
  onText: (text: string) => void;
  placeholder: string;
  className: string;
  shortcut?: boolean;
}) {
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  const send = useRef(onText);
  useEffect(() => {
    send.current = onText;
  });
  // The address changed by other means, such as the browser's back button.
  useEffect(() => {
    if (text !== asked.current) {
      asked.current = text;
      setTyped(text);
    }
  }, [text]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      asked.current = wanted;
      send.current(wanted);
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className={cx('relative', className)}>
      <Search aria-hidden size={15} className="pointer-events-none absolute top-2 left-2.5 text-muted" />
      <input
        type={shortcut ? 'search' : 'text'}
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        className={cx(inputClass, 'pl-8 [&::-webkit-search-cancel-button]:appearance-none')}
      />
      {shortcut && typed === '' && (
        <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 hidden sm:block">
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}
