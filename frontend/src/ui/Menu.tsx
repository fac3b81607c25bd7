import type { LucideIcon } from 'lucide-react';
import { cloneElement, lazy, Suspense, useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';

export interface MenuAction {
  kind: 'action';
  word: string;
  icon: LucideIcon;
  danger?: boolean;
  onSelect: () => void;
}

export interface MenuLink {
  kind: 'link';
  word: string;
  icon: LucideIcon;
  /** Another site: opens apart from this page. */
  href: string;
}

export interface MenuChoices {
  kind: 'choices';
  word: string;
  value: string;
  onChange: (value: string) => void;
  choices: { value: string; word: string; icon: LucideIcon }[];
}

export type MenuEntry = MenuAction | MenuLink | MenuChoices | { kind: 'line' } | { kind: 'note'; content: ReactNode };

const load = () => import('./MenuPanel').then((module) => ({ default: module.MenuPanel }));
const MenuPanel = lazy(load);

/** A menu behind a button. Its code is fetched when the button is about to be used, so that no page waits for it. */
export function Menu({
  trigger,
  entries,
}: {
  trigger: ReactElement<ComponentProps<'button'>>;
  entries: (MenuEntry | false)[];
}) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
  });
  if (!wanted) {
    return closed;
  }
  return (
    <Suspense fallback={closed}>
      <MenuPanel trigger={trigger} entries={entries.filter((entry) => entry !== false)} />
    </Suspense>
  );
}
