import { useNavigate } from '@tanstack/react-router';
import {
  Ban,
  CircleCheck,
  Ellipsis,
  Gauge,
  ScrollText,
  ShieldCheck,
  ShieldMinus,
  Store,
  UserX,
  type LucideIcon,
} from 'lucide-react';
import { Button } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { actsOn, type Act } from './acts';
import type { User } from './queries';

function look(act: Act, user: User): { word: string; icon: LucideIcon; danger?: boolean } {
  switch (act) {
    case 'limits':
      return { word: 'Limits…', icon: Gauge };
    case 'role':
      return user.role === 'operator'
        ? { word: 'Make a user…', icon: ShieldMinus }
        : { word: 'Make an operator…', icon: ShieldCheck };
    case 'suspend':
      return { word: 'Suspend…', icon: Ban };
    case 'lift':
      return { word: 'Lift the suspension…', icon: CircleCheck };
    case 'close':
      return { word: 'Close for ever…', icon: UserX, danger: true };
  }
}

export function UserMenu({ user, own, onAct }: { user: User; own: string | undefined; onAct: (act: Act) => void }) {
  const navigate = useNavigate();
  const acts = actsOn(user, own).map((act): MenuEntry => {
    return { kind: 'action', ...look(act, user), onSelect: () => onAct(act) };
  });
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon-sm" aria-label={`Actions for ${user.email ?? user.id}`}>
          <Ellipsis />
        </Button>
      }
      entries={[
        {
          kind: 'action',
          word: 'Its stores',
          icon: Store,
          onSelect: () => void navigate({ to: '/', search: { owner: user.id } }),
        },
        {
          kind: 'action',
          word: 'What it did',
          icon: ScrollText,
          onSelect: () => void navigate({ to: '/audit', search: { actor: user.id } }),
        },
        acts.length > 0 && { kind: 'line' },
        ...acts,
      ]}
    />
  );
}
