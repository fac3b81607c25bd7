import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { bytes, quantity, trimmed } from '@/features/stores/limits';
import { plansQuery } from '@/features/stores/queries';
import type { PlanId, Store } from '@/features/stores/types';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Field';
import { Failure } from '@/ui/Notice';
import { Setting } from '@/ui/Setting';
import { useEdit } from './useEdit';

const rows = [
  { key: 'cpu', word: 'CPU', show: (value: unknown) => trimmed(quantity(value) ?? NaN) },
  { key: 'memory', word: 'Memory reserved', show: bytes },
  { key: 'memoryLimit', word: 'Memory at most', show: bytes },
  { key: 'storage', word: 'Disk', show: bytes },
  { key: 'pods', word: 'Pods', show: String },
];

/** Another plan, with what it changes before it is chosen. */
export function PlanSetting({ store }: { store: Store }) {
  const plans = useQuery(plansQuery);
  const [picked, setPicked] = useState<PlanId | null>(null);
  const { change, busy, error } = useEdit(store);
  const wanted = picked ?? store.plan;
  const limits = (id: string): Record<string, unknown> =>
    plans.data?.find((plan) => plan.id === id)?.limits[store.engine] ?? {};
  const before = limits(store.plan);
  const after = limits(wanted);
  const name = (id: string): string => plans.data?.find((plan) => plan.id === id)?.name ?? id;
  return (
    <Setting title="Plan" hint="How much of the cluster the store may take.">
      <div className="flex items-end gap-2">
        <Choice
          label="Plan"
          hideLabel
          className="min-w-0 flex-1 sm:max-w-60"
          value={wanted}
          onChange={(event) => setPicked(event.target.value as PlanId)}
        >
          {plans.data?.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {plan.name}
            </option>
          )) ?? <option value={store.plan}>{store.plan}</option>}
        </Choice>
        <Button
          busy={busy}
          disabled={wanted === store.plan}
          onClick={() =>
            change({ edit: { plan: wanted }, done: `Changing to ${name(wanted)}`, undo: { plan: store.plan } })
          }
        >
          Change
        </Button>
      </div>
      {wanted !== store.plan && (
        <table className="mt-3 w-full max-w-md text-sm">
          <caption className="pb-1 text-left text-xs text-muted">What changes</caption>
          <tbody>
            {rows
              .filter((row) => after[row.key] !== undefined)
              .map((row) => (
                <tr key={row.key} className="border-t">
                  <th scope="row" className="py-1.5 text-left font-normal text-muted">
                    {row.word}
                  </th>
                  <td className="py-1.5 text-right">{row.show(before[row.key])}</td>
                  <td className="w-8 px-2 text-muted">
                    <ArrowRight aria-label="to" size={13} />
                  </td>
                  <td className={before[row.key] === after[row.key] ? 'py-1.5' : 'py-1.5 font-semibold'}>
                    {row.show(after[row.key])}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {error !== null && (
        <div className="mt-3">
          <Failure error={error} />
        </div>
      )}
    </Setting>
  );
}
