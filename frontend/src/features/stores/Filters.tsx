import { useQuery } from '@tanstack/react-query';
import { Choice } from '@/ui/Field';
import { SearchBox } from '@/ui/SearchBox';
import { engineIds, enginesQuery, type ListSearch, type Sort } from './queries';

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
