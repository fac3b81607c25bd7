import { Choice, inputClass } from '@/ui/Field';
import { SearchBox } from '@/ui/SearchBox';
import { instant, localText, type AuditSearch } from './search';
import { actionWords, knownActions } from './words';

export function AuditFilters({
  search,
  seen,
  onSearch,
}: {
  search: AuditSearch;
  /** Actions that are in the list at the moment: the server may know more than this page. */
  seen: string[];
  onSearch: (next: AuditSearch) => void;
}) {
  const actions = new Set([...knownActions, ...seen, ...(search.action === undefined ? [] : [search.action])]);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        text={search.actor ?? ''}
        onText={(actor) => onSearch({ ...search, actor: actor === '' ? undefined : actor })}
        placeholder="Account: e-mail address or id"
        className="w-full sm:w-64"
        shortcut
      />
      <SearchBox
        text={search.store ?? ''}
        onText={(store) => onSearch({ ...search, store: store === '' ? undefined : store })}
        placeholder="Store’s id"
        className="w-full sm:w-52"
      />
      <Choice
        label="Action"
        hideLabel
        className="w-full sm:w-52"
        value={search.action ?? ''}
        onChange={(event) => onSearch({ ...search, action: event.target.value || undefined })}
      >
        <option value="">All actions</option>
        {[...actions].map((action) => (
          <option key={action} value={action}>
            {actionWords(action)}
          </option>
        ))}
      </Choice>
      <Moment label="From" value={search.from} onValue={(from) => onSearch({ ...search, from })} />
      <Moment label="Before" value={search.to} onValue={(to) => onSearch({ ...search, to })} />
    </div>
  );
}

function Moment({
  label,
  value,
  onValue,
}: {
  label: string;
  value: string | undefined;
  onValue: (value: string | undefined) => void;
}) {
  return (
    <label className="flex flex-1 items-center gap-1.5 text-xs text-muted sm:flex-none">
      <span className="w-11 sm:w-auto">{label}</span>
      <input
        type="datetime-local"
        className={`${inputClass} sm:w-48`}
        value={localText(value)}
        onChange={(event) => onValue(instant(event.target.value))}
      />
    </label>
  );
}
