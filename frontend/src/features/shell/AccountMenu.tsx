import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound, KeyRound, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useSession } from '@/features/auth/session';
import { useLeave } from '@/features/auth/useLeave';
import { setTheme, useTheme, type Theme } from '@/features/theme/theme';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';

export function AccountMenu() {
  const session = useSession();
  const leave = useLeave();
  const navigate = useNavigate();
  const theme = useTheme();
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label={`Account ${session?.name ?? ''}`}>
          <UserRound />
        </Button>
      }
      entries={[
        {
          kind: 'note',
          content: (
            <>
              <p className="truncate font-medium">{session?.name}</p>
              <p className="text-xs text-muted">{session?.operator ? 'Operator' : 'Shop owner'}</p>
            </>
          ),
        },
        { kind: 'line' },
        {
          kind: 'action',
          word: 'Account',
          icon: CircleUserRound,
          onSelect: () => void navigate({ to: '/account' }),
        },
        session?.mode === 'local' && {
          kind: 'action',
          word: 'API tokens',
          icon: KeyRound,
          onSelect: () => void navigate({ to: '/tokens' }),
        },
        { kind: 'line' },
        {
          kind: 'choices',
          word: 'Appearance',
          value: theme,
          onChange: (value) => setTheme(value as Theme),
          choices: [
            { value: 'light', word: 'Light', icon: Sun },
            { value: 'dark', word: 'Dark', icon: Moon },
            { value: 'system', word: 'System', icon: Monitor },
          ],
        },
        { kind: 'line' },
        {
          kind: 'action',
          word: 'Sign out',
          icon: LogOut,
          onSelect: () => void leave(),
        },
      ]}
    />
  );
}
