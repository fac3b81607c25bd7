import { cx } from '@/ui/cx';

const names: Record<string, string> = { woocommerce: 'WooCommerce', medusa: 'Medusa' };

export function engineName(engine: string): string {
  return names[engine] ?? engine;
}

/** A sign for an engine: a basket for WooCommerce, a ring of blocks for Medusa. */
export function EngineIcon({ engine, className }: { engine: string; className?: string }) {
  return (
    <span
      role="img"
      aria-label={engineName(engine)}
      title={engineName(engine)}
      className={cx('grid shrink-0 place-items-center rounded-md bg-sunken text-ink', className ?? 'size-7')}
    >
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" className="size-[62%]">
        {engine === 'medusa' ? (
          <path strokeLinejoin="round" d="M8 1.8 13.4 5v6L8 14.2 2.6 11V5zM8 5.6l2.1 1.2v2.4L8 10.4 5.9 9.2V6.8z" />
        ) : (
          <path
            strokeLinecap="round"
            strokeLinejoin="round"
            d="M2 6.2h12l-1.3 7H3.3zM5 6 7 2.4M11 6 9 2.4M6.2 9v1.6M9.8 9v1.6"
          />
        )}
      </svg>
    </span>
  );
}
