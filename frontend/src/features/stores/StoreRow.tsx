import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, ExternalLink, LogIn, RotateCcw, SquareArrowOutUpRight, Trash2, CircleStop } from 'lucide-react';
import { memo, useState } from 'react';
import { AccountName } from '@/features/users/AccountName';
import { Button, buttonClass } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import { Menu } from '@/ui/Menu';
import { Progress } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import { serverNow } from '@/ui/clock';
import { cancelStore, retryStore } from './actions';
import { EngineIcon } from './EngineIcon';
import { broken, can, isWebAddress, underWay, whyLine } from './status';
import { StatusBadge } from './StatusBadge';
import type { Store } from './types';
import { useStoreAction } from './useStoreAction';

const NEW_FOR = 4000;

interface StoreRowProps {
  store: Store;
  operator: boolean;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  onRemove: () => void;
}

export const StoreRow = memo(
  Row,
  (before, after) => before.store === after.store && before.selected === after.selected,
);

function Row({ store, operator, selected, onSelect, onRemove }: StoreRowProps) {
  // A row that appears while somebody looks slides in; a page that opens does not dance.
  const [fresh] = useState(() => serverNow() - Date.parse(store.created_at) < NEW_FOR);
  const why = whyLine(store);
  return (
    <tr className={cx('group hover:bg-hover', selected && 'bg-accent-soft', fresh && 'animate-slide')}>
      <td className="py-2 pl-4 align-middle">
        <Checkbox label={`Select ${store.name}`} checked={selected} onChange={onSelect} />
      </td>
      <td className="max-w-0 px-3 py-2">
        <div className="flex items-center gap-2.5">
          <EngineIcon engine={store.engine} />
          <div className="min-w-0">
            <Link
              to="/s/$id"
              params={{ id: store.id }}
              title={store.name}
              className="block truncate rounded font-medium hover:text-accent"
            >
              <bdi>{store.name}</bdi>
            </Link>
            <p className="truncate text-xs text-muted">{store.custom_domain ?? store.host}</p>
          </div>
        </div>
        <div className="mt-1.5 sm:hidden">
          <StatusBadge status={store.status} />
          {why !== null && <p className="mt-1 line-clamp-2 text-xs text-muted">{why}</p>}
        </div>
      </td>
      <td className="max-w-0 px-3 py-2 max-sm:hidden">
        <div className="flex items-center gap-3">
          <StatusBadge status={store.status} />
          {(why !== null || underWay(store)) && (
            <div className="min-w-0 flex-1">
              {why !== null && (
                <p className={cx('truncate text-xs', broken(store) ? 'text-ink' : 'text-muted')} title={why}>
                  {why}
                </p>
              )}
              {(store.status === 'PROVISIONING' || store.status === 'UPDATING') && (
                <div className="mt-1 max-w-52">
                  <Progress
                    done={store.progress.done}
                    total={store.progress.total}
                    label={`Progress of ${store.name}`}
                  />
                </div>
              )}
            </div>
          )}
        </div>
      </td>
      <td className="hidden px-3 text-muted capitalize lg:table-cell">{store.plan}</td>
      {operator && (
        <td className="hidden max-w-0 truncate px-3 text-muted lg:table-cell">
          <AccountName id={store.owner} />
        </td>
      )}
      <td className="px-3 text-muted max-md:hidden">
        <Ago time={store.created_at} />
      </td>
      <td className="pr-3 text-right whitespace-nowrap">
        <RowActions store={store} onRemove={onRemove} />
      </td>
    </tr>
  );
}

function RowActions({ store, onRemove }: { store: Store; onRemove: () => void }) {
  const retry = useStoreAction(retryStore, `“${store.name}” could not be retried`);
  const cancel = useStoreAction(cancelStore, `“${store.name}” could not be cancelled`);
  const navigate = useNavigate();
  const allowed = can(store);
  return (
    <span className="inline-flex items-center gap-0.5">
      {allowed.retry ? (
        <Button
          look="quiet"
          size="icon-sm"
          className="max-sm:hidden"
          aria-label={`Retry ${store.name}`}
          title="Retry"
          busy={retry.isPending}
          onClick={() => retry.mutate(store.id)}
        >
          {!retry.isPending && <RotateCcw />}
        </Button>
      ) : (
        allowed.open && (
          <a
            href={store.store_url ?? undefined}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={`Open the shop of ${store.name}`}
            title="Open the shop"
            className={buttonClass('quiet', 'icon-sm', 'max-sm:hidden')}
          >
            <ExternalLink />
          </a>
        )
      )}
      <Menu
        trigger={
          <Button look="quiet" size="icon-sm" aria-label={`Actions for ${store.name}`}>
            <Ellipsis />
          </Button>
        }
        entries={[
          {
            kind: 'action',
            word: 'Details',
            icon: SquareArrowOutUpRight,
            onSelect: () => void navigate({ to: '/s/$id', params: { id: store.id } }),
          },
          allowed.open &&
            isWebAddress(store.store_url) && {
              kind: 'link',
              word: 'Open the shop',
              icon: ExternalLink,
              href: store.store_url,
            },
          allowed.open &&
            isWebAddress(store.admin_url) && {
              kind: 'link',
              word: 'Open its admin',
              icon: LogIn,
              href: store.admin_url,
            },
          allowed.retry && {
            kind: 'action',
            word: 'Retry',
            icon: RotateCcw,
            onSelect: () => retry.mutate(store.id),
          },
          allowed.cancel && {
            kind: 'action',
            word: 'Cancel',
            icon: CircleStop,
            onSelect: () => cancel.mutate(store.id),
          },
          allowed.remove && { kind: 'line' },
          allowed.remove && { kind: 'action', word: 'Delete…', icon: Trash2, danger: true, onSelect: onRemove },
        ]}
      />
    </span>
  );
}
