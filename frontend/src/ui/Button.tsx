import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-colors disabled:opacity-50 disabled:pointer-events-none [&_svg]:shrink-0';

const looks: Record<Look, string> = {
  primary: 'bg-accent-solid text-on-solid hover:bg-accent-strong',
  plain: 'border border-edge bg-surface text-ink hover:bg-hover',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-bad-solid text-on-solid hover:bg-bad-strong',
};

const sizes = {
  sm: 'h-7 px-2 text-xs [&_svg]:size-3.5',
  md: 'h-8 px-3 text-sm [&_svg]:size-4',
  icon: 'size-8 [&_svg]:size-4',
  'icon-sm': 'size-7 [&_svg]:size-4',
};

export function buttonClass(look: Look = 'plain', size: keyof typeof sizes = 'md', extra?: string): string {
  return cx(base, looks[look], sizes[size], extra);
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  size?: keyof typeof sizes;
  /** Shows that the press is being worked on; further presses do nothing. */
  busy?: boolean;
}

export function Button({ look, size, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, size, className)}
      disabled={disabled}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
