import { Tabs as Primitive } from 'radix-ui';
import { useEffect, useRef, type ReactNode } from 'react';

/** Tabs whose choice lives in the address: the chosen one's content is the only child. */
export function Tabs<K extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: { key: K; word: string }[];
  value: K;
  onChange: (key: K) => void;
  children: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the chosen one may be beyond the edge.
  useEffect(() => {
    list.current?.querySelector('[data-state=active]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [value]);
  return (
    <Primitive.Root value={value} onValueChange={(key) => onChange(key as K)} activationMode="manual">
      <Primitive.List
        ref={list}
        aria-label={label}
        className="-mx-3 mb-4 flex [scrollbar-width:none] overflow-x-auto border-b px-3 sm:mx-0 sm:px-0"
      >
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.key}
            value={tab.key}
            className="-mb-px border-b-2 border-transparent px-3 py-2 text-sm font-medium whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.word}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      <Primitive.Content value={value} className="no-ring" tabIndex={-1}>
        {children}
      </Primitive.Content>
    </Primitive.Root>
  );
}
