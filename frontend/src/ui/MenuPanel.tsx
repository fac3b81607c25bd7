import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from './cx';
import type { MenuChoices, MenuEntry } from './Menu';

const item =
  'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-sm no-ring select-none data-[highlighted]:bg-sunken ' +
  '[&_svg]:size-4 [&_svg]:shrink-0';

/** The menu itself; comes open, because somebody has just asked for it. */
export function MenuPanel({ trigger, entries }: { trigger: ReactElement; entries: MenuEntry[] }) {
  return (
    <Primitive.Root modal={false} defaultOpen>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={document.getElementById('main')}>
        <Primitive.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-44 animate-enter overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {entries.map((entry, at) => (
            <Entry key={at} entry={entry} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'line':
      return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
    case 'note':
      return <div className="max-w-60 px-2 py-1.5 text-sm">{entry.content}</div>;
    case 'choices':
      return <Choices entry={entry} />;
    case 'link': {
      const Icon = entry.icon;
      return (
        <Primitive.Item asChild className={cx(item, '[&_svg]:text-muted')}>
          <a href={entry.href} target="_blank" rel="noopener noreferrer">
            <Icon aria-hidden /> {entry.word}
          </a>
        </Primitive.Item>
      );
    }
    case 'action': {
      const Icon = entry.icon;
      return (
        <Primitive.Item
          onSelect={entry.onSelect}
          className={cx(item, entry.danger ? 'text-bad data-[highlighted]:bg-bad-soft' : '[&_svg]:text-muted')}
        >
          <Icon aria-hidden /> {entry.word}
        </Primitive.Item>
      );
    }
  }
}

function Choices({ entry }: { entry: MenuChoices }) {
  return (
    <>
      <Primitive.Label className="px-2 py-1.5 text-xs text-muted">{entry.word}</Primitive.Label>
      <Primitive.RadioGroup value={entry.value} onValueChange={entry.onChange}>
        {entry.choices.map(({ value, word, icon: Icon }) => (
          <Primitive.RadioItem key={value} value={value} className={cx(item, '[&_svg]:text-muted')}>
            <Icon aria-hidden /> {word}
            <Primitive.ItemIndicator className="ml-auto text-accent">✓</Primitive.ItemIndicator>
          </Primitive.RadioItem>
        ))}
      </Primitive.RadioGroup>
    </>
  );
}
