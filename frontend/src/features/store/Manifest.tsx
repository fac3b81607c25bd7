import { useQuery } from '@tanstack/react-query';
import { FileCode2 } from 'lucide-react';
import { toApiError } from '@/api/problem';
import { Copy } from '@/ui/Copy';
import { Choice } from '@/ui/Field';
import { Failure, Notice } from '@/ui/Notice';
import { Card, Empty, Skeleton } from '@/ui/Parts';
import { absolute } from '@/ui/Time';
import { Diff } from './Diff';
import { manifestQuery, revisionsQuery } from './queries';
import type { TabProps } from './StorePage';
import { YamlText } from './YamlText';

/** What was really applied, revision by revision. Values of Secrets are not in it. */
export function Manifest({ store, search, onSearch }: TabProps) {
  const revisions = useQuery(revisionsQuery(store.id));
  const chosen = search.revision ?? revisions.data?.[0]?.revision;
  const against = search.against !== chosen ? search.against : undefined;
  const manifest = useQuery({ ...manifestQuery(store.id, chosen ?? 0), enabled: chosen !== undefined });
  const other = useQuery({ ...manifestQuery(store.id, against ?? 0), enabled: against !== undefined });
  const failure = revisions.error ?? manifest.error ?? other.error;
  if (failure) {
    return <Failure error={toApiError(failure)} onRetry={() => void revisions.refetch()} />;
  }
  if (!revisions.data) {
    return <Skeleton className="h-72 rounded-lg" />;
  }
  if (chosen === undefined) {
    return (
      <Empty icon={<FileCode2 />} title="Nothing was applied yet">
        The objects appear here with the first revision.
      </Empty>
    );
  }
  const facts = revisions.data.find((each) => each.revision === chosen);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end gap-2">
        <Choice
          label="Revision"
          className="w-64"
          value={chosen}
          onChange={(event) => onSearch({ ...search, revision: Number(event.target.value) })}
        >
          {revisions.data.map((each) => (
            <option key={each.revision} value={each.revision}>
              {`${each.revision}${each.current ? ' (in force)' : ''} · ${each.description}`}
            </option>
          ))}
        </Choice>
        <Choice
          label="Compared with"
          className="w-48"
          value={against ?? ''}
          disabled={revisions.data.length < 2}
          onChange={(event) =>
            onSearch({ ...search, against: event.target.value === '' ? undefined : Number(event.target.value) })
          }
        >
          <option value="">{revisions.data.length < 2 ? 'No other revision' : 'Nothing'}</option>
          {revisions.data
            .filter((each) => each.revision !== chosen)
            .map((each) => (
              <option key={each.revision} value={each.revision}>
                Revision {each.revision}
              </option>
            ))}
        </Choice>
        <p className="ml-auto pb-1.5 text-xs text-muted">
          {facts && (
            <>
              {facts.objects} objects · chart {facts.chart_version} · {facts.plan}
              {facts.applied_at != null ? ` · applied ${absolute(facts.applied_at)}` : ' · being applied'}
            </>
          )}
        </p>
      </div>
      {manifest.data === undefined || (against !== undefined && other.data === undefined) ? (
        <Skeleton className="h-96 rounded-lg" />
      ) : against !== undefined && other.data !== undefined ? (
        <Card title={`From revision ${against} to revision ${chosen}`} flush>
          <Diff before={other.data} after={manifest.data} />
        </Card>
      ) : (
        <Card flush title="Objects as applied" actions={<Copy text={manifest.data} label="Copy the manifest" />}>
          <YamlText text={manifest.data} />
        </Card>
      )}
      <div className="mt-3">
        <Notice>
          <p>Passwords and keys live in Secrets that are made apart from this; their values never appear here.</p>
        </Notice>
      </div>
    </>
  );
}
