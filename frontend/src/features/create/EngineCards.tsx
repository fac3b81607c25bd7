import { Check } from 'lucide-react';
import { EngineIcon } from '@/features/stores/EngineIcon';
import type { Engine, EngineId } from '@/features/stores/types';
import { cx } from '@/ui/cx';
import { Skeleton } from '@/ui/Parts';

export function EngineCards({
  engines,
  value,
  onChange,
}: {
  engines: Engine[] | undefined;
  value: EngineId;
  onChange: (engine: EngineId) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Engine</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {engines === undefined && [0, 1].map((at) => <Skeleton key={at} className="h-20 rounded-lg" />)}
        {engines?.map((engine) => (
          <label
            key={engine.id}
            className={cx(
              'relative flex cursor-pointer items-start gap-3 rounded-lg border p-3 transition-colors has-focus-visible:outline-2',
              value === engine.id ? 'border-accent bg-accent-soft' : 'border-edge hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="engine"
              value={engine.id}
              checked={value === engine.id}
              onChange={() => onChange(engine.id as EngineId)}
              className="sr-only"
            />
            <EngineIcon engine={engine.id} className="size-9" />
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <span className="font-medium">{engine.name}</span>
                <span className="figures text-xs text-muted">{engine.versions[0]?.engine_version}</span>
              </span>
              <span className="block text-xs text-muted">{engine.description}</span>
            </span>
            {value === engine.id && <Check aria-hidden size={16} className="shrink-0 text-accent" />}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
