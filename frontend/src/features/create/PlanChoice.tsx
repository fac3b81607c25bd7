import type { Plan, PlanId } from '@/features/stores/types';
import { limitWords } from '@/features/stores/limits';
import { Choice } from '@/ui/Field';

export function PlanChoice({
  plans,
  engine,
  value,
  onChange,
}: {
  plans: Plan[] | undefined;
  engine: string;
  value: PlanId;
  onChange: (plan: PlanId) => void;
}) {
  const chosen = plans?.find((plan) => plan.id === value);
  return (
    <div>
      <Choice label="Plan" name="plan" value={value} onChange={(event) => onChange(event.target.value as PlanId)}>
        {plans === undefined && <option value={value}>Starter</option>}
        {plans?.map((plan) => (
          <option key={plan.id} value={plan.id}>
            {plan.name}
          </option>
        ))}
      </Choice>
      <p className="figures mt-1 min-h-4 text-xs text-muted">
        {chosen && [chosen.description, limitWords(chosen.limits[engine]).join(' · ')].filter(Boolean).join(' ')}
      </p>
    </div>
  );
}
