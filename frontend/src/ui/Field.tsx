import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from './cx';

export const inputClass =
  'border-edge bg-surface h-8 w-full min-w-0 rounded-md border px-2.5 text-sm placeholder:text-muted ' +
  'focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-60';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** Whether the label is only for screen readers. */
  hideLabel?: boolean;
  /** Whether a dialog that opens begins here. */
  'data-autofocus'?: boolean;
}

/** A labelled input; hint and error are read out with it. */
export function Field({ label, hint, error, hideLabel = false, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={inputClass}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
      />
      <p id={`${id}-note`} className={cx('mt-1 min-h-4 text-xs break-words', error ? 'text-bad' : 'text-muted')}>
        {error ?? hint}
      </p>
    </div>
  );
}

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'id'> {
  label: string;
  /** Whether the label is only for screen readers. */
  hideLabel?: boolean;
}

/** A native select: the right one on every device. */
export function Choice({ label, hideLabel = false, className, children, ...rest }: ChoiceProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      <div className="relative">
        <select {...rest} id={id} className={cx(inputClass, 'appearance-none truncate pr-7')}>
          {children}
        </select>
        <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-2.25 right-2 text-muted" />
      </div>
    </div>
  );
}
