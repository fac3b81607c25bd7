import type { LucideIcon } from 'lucide-react';
import { cx } from './cx';

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'quiet';

export const toneInk: Record<Tone, string> = {
  good: 'text-good',
  busy: 'text-accent',
  warn: 'text-warn',
  bad: 'text-bad',
  quiet: 'text-muted',
};

const toneFill: Record<Tone, string> = {
  good: 'bg-good-soft text-good',
  busy: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  quiet: 'bg-sunken text-muted',
};

/** A state as colour, icon and word together. */
export function Badge({
  tone,
  icon: Icon,
  spin = false,
  children,
}: {
  tone: Tone;
  icon: LucideIcon;
  spin?: boolean;
  children: string;
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5.5 items-center gap-1 rounded-full pr-2 pl-1.5 text-xs font-medium whitespace-nowrap',
        toneFill[tone],
      )}
    >
      <Icon aria-hidden size={13} strokeWidth={2.25} className={cx(spin && 'animate-spin')} />
      {children}
    </span>
  );
}
