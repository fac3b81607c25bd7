import { Check, Minus } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';

interface CheckboxProps {
  checked: boolean;
  mixed?: boolean;
  label: string;
  describedBy?: string;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ checked, mixed = false, label, describedBy, onChange }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) {
      input.current.indeterminate = mixed;
    }
  }, [mixed]);
  return (
    <span className="relative block size-4">
      <input
        ref={input}
        type="checkbox"
        aria-label={label}
        aria-describedby={describedBy}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="peer size-4 cursor-pointer appearance-none rounded border border-edge bg-surface before:absolute before:-inset-2 checked:border-accent-solid checked:bg-accent-solid indeterminate:border-accent-solid indeterminate:bg-accent-solid"
      />
      <span aria-hidden className="pointer-events-none absolute inset-0 grid place-items-center text-on-solid">
        {mixed ? <Minus size={12} strokeWidth={3} /> : checked && <Check size={12} strokeWidth={3} />}
      </span>
    </span>
  );
}

/** A checkbox with its words beside it, which can be pressed too. */
export function CheckRow({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 py-1 text-sm">
      <span className="mt-0.5">
        <Checkbox label={label} describedBy={id} checked={checked} onChange={onChange} />
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span id={id} className="block text-xs text-muted">
          {hint}
        </span>
      </span>
    </label>
  );
}
