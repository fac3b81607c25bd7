import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { enginesQuery } from '@/features/stores/queries';
import type { Store } from '@/features/stores/types';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Field';
import { Failure } from '@/ui/Notice';
import { Setting } from '@/ui/Setting';
import { useEdit } from './useEdit';

/** Upgrade to another version of the engine's chart. */
export function VersionSetting({ store }: { store: Store }) {
  const engines = useQuery(enginesQuery);
  const [picked, setPicked] = useState<string | null>(null);
  const { change, busy, error } = useEdit(store);
  const engine = engines.data?.find((each) => each.id === store.engine);
  const wanted = picked ?? store.chart_version;
  const newest = engine?.versions[0]?.chart_version;
  const words = (version: string): string => {
    const known = engine?.versions.find((each) => each.chart_version === version);
    return known ? `${known.chart_version} (${engine?.name} ${known.engine_version})` : version;
  };
  return (
    <Setting
      title="Version"
      hint={
        newest === undefined
          ? undefined
          : newest === store.chart_version
            ? 'This is the newest version here.'
            : `${words(newest)} is available. Data stay; a revision below leads back.`
      }
    >
      <div className="flex items-end gap-2">
        <Choice
          label="Chart version"
          hideLabel
          className="min-w-0 flex-1 sm:max-w-60"
          value={wanted}
          onChange={(event) => setPicked(event.target.value)}
        >
          {!engine?.versions.some((each) => each.chart_version === store.chart_version) && (
            <option value={store.chart_version}>{store.chart_version}</option>
          )}
          {engine?.versions.map((each) => (
            <option key={each.chart_version} value={each.chart_version}>
              {words(each.chart_version)}
            </option>
          ))}
        </Choice>
        <Button
          busy={busy}
          disabled={wanted === store.chart_version}
          onClick={() =>
            change({
              edit: { chart_version: wanted },
              done: `Changing to version ${wanted}`,
              undo: { chart_version: store.chart_version },
            })
          }
        >
          Change
        </Button>
      </div>
      {error !== null && (
        <div className="mt-3">
          <Failure error={error} />
        </div>
      )}
    </Setting>
  );
}
