import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  Activity,
  CircleUserRound,
  KeyRound,
  LogOut,
  Monitor,
  Moon,
  Plus,
  ScrollText,
  Store as StoreIcon,
  Sun,
  TriangleAlert,
  UsersRound,
} from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState, type ReactNode } from 'react';
import { useSession } from '@/features/auth/session';
import { useLeave } from '@/features/auth/useLeave';
import { EngineIcon } from '@/features/stores/EngineIcon';
import { listQuery } from '@/features/stores/queries';
import { StatusBadge } from '@/features/stores/StatusBadge';
import { setTheme } from '@/features/theme/theme';
import { Kbd } from '@/ui/Parts';

const SETTLE = 120;

/** Everything by name: stores, pages, commands. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl animate-enter overflow-hidden rounded-xl bg-raised shadow-float sm:top-[14vh]"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Commands onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const stores = useFoundStores(text);
  const navigate = useNavigate();
  const leave = useLeave();
  const session = useSession();
  const run = (act: () => unknown) => () => {
    onClose();
    void act();
  };
  return (
    <Command label="Search and commands" loop filter={contains}>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Find a store or a command"
        className="h-12 w-full border-b bg-transparent px-4 text-base no-ring placeholder:text-muted"
      />
      <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted">Nothing found</Command.Empty>
        <Group heading="Commands">
          <Line icon={<Plus />} hint={<Kbd>C</Kbd>} onSelect={run(() => navigate({ to: '/', search: { new: true } }))}>
            New store
          </Line>
          <Line icon={<StoreIcon />} onSelect={run(() => navigate({ to: '/' }))}>
            Show all stores
          </Line>
          <Line icon={<TriangleAlert />} onSelect={run(() => navigate({ to: '/', search: { show: 'failed' } }))}>
            Show what needs attention
          </Line>
          {session?.operator && (
            <>
              <Line icon={<Activity />} onSelect={run(() => navigate({ to: '/system' }))}>
                System
              </Line>
              <Line icon={<UsersRound />} onSelect={run(() => navigate({ to: '/users' }))}>
                Users and quotas
              </Line>
              <Line icon={<ScrollText />} onSelect={run(() => navigate({ to: '/audit' }))}>
                Audit log
              </Line>
            </>
          )}
          <Line icon={<CircleUserRound />} onSelect={run(() => navigate({ to: '/account' }))}>
            Account
          </Line>
          {session?.mode === 'local' && (
            <Line icon={<KeyRound />} onSelect={run(() => navigate({ to: '/tokens' }))}>
              API tokens
            </Line>
          )}
          <Line icon={<Sun />} onSelect={run(() => setTheme('light'))}>
            Appearance: light
          </Line>
          <Line icon={<Moon />} onSelect={run(() => setTheme('dark'))}>
            Appearance: dark
          </Line>
          <Line icon={<Monitor />} onSelect={run(() => setTheme('system'))}>
            Appearance: as the system
          </Line>
          <Line icon={<LogOut />} onSelect={run(leave)}>
            Sign out
          </Line>
        </Group>
        {stores.length > 0 && (
          <Group heading="Stores">
            {stores.map((store) => (
              <Line
                key={store.id}
                // The server has searched already: whatever it found is shown.
                value={`${store.id} ${text}`}
                icon={<EngineIcon engine={store.engine} className="size-6" />}
                hint={<StatusBadge status={store.status} />}
                onSelect={run(() => navigate({ to: '/s/$id', params: { id: store.id } }))}
              >
                <bdi>{store.name}</bdi>
              </Line>
            ))}
          </Group>
        )}
      </Command.List>
    </Command>
  );
}

// By the words as they are typed: what merely has the letters somewhere is no match.
function contains(value: string, text: string): number {
  return value.toLowerCase().includes(text.trim().toLowerCase()) ? 1 : 0;
}

function useFoundStores(text: string) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), SETTLE);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    ...listQuery({ q: asked === '' ? undefined : asked, size: 10 }),
    placeholderData: keepPreviousData,
  });
  return query.data?.stores ?? [];
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Line({
  icon,
  hint,
  value,
  onSelect,
  children,
}: {
  icon: ReactNode;
  hint?: ReactNode;
  value?: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      {...(value !== undefined && { value })}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-accent-soft [&>svg]:size-4 [&>svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint}
    </Command.Item>
  );
}
