import {
  Ban,
  CircleCheck,
  CirclePause,
  CircleX,
  LoaderCircle,
  RefreshCw,
  Trash2,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { Phase, Store } from './types';

import type { Tone } from '@/ui/Badge';

interface StatusLook {
  word: string;
  tone: Tone;
  icon: LucideIcon;
  moving: boolean;
}

const looks: Record<Phase, StatusLook> = {
  PROVISIONING: { word: 'Provisioning', tone: 'busy', icon: LoaderCircle, moving: true },
  UPDATING: { word: 'Updating', tone: 'busy', icon: RefreshCw, moving: true },
  READY: { word: 'Ready', tone: 'good', icon: CircleCheck, moving: false },
  DEGRADED: { word: 'Degraded', tone: 'warn', icon: TriangleAlert, moving: false },
  SUSPENDED: { word: 'Suspended', tone: 'quiet', icon: CirclePause, moving: false },
  FAILED: { word: 'Failed', tone: 'bad', icon: CircleX, moving: false },
  DELETING: { word: 'Deleting', tone: 'quiet', icon: Trash2, moving: false },
  DELETED: { word: 'Deleted', tone: 'quiet', icon: Ban, moving: false },
};

export function statusLook(phase: Phase): StatusLook {
  return looks[phase];
}

/** The counters over the list: each is a filter. */
export const groups = [
  { key: 'ready', word: 'Ready', tone: 'good', phases: ['READY'] },
  { key: 'progress', word: 'In progress', tone: 'busy', phases: ['PROVISIONING', 'UPDATING', 'DELETING'] },
  { key: 'failed', word: 'Needs attention', tone: 'bad', phases: ['FAILED', 'DEGRADED'] },
  { key: 'suspended', word: 'Suspended', tone: 'quiet', phases: ['SUSPENDED'] },
] as const satisfies readonly { key: string; word: string; tone: Tone; phases: readonly Phase[] }[];

export type GroupKey = (typeof groups)[number]['key'];

export function underWay(store: Store): boolean {
  return store.status === 'PROVISIONING' || store.status === 'UPDATING' || store.status === 'DELETING';
}

export function broken(store: Store): boolean {
  return store.status === 'FAILED' || store.status === 'DEGRADED';
}

/** What a store can be asked to do in its present state. */
export function can(store: Store): { retry: boolean; cancel: boolean; remove: boolean; edit: boolean; open: boolean } {
  const leaving = store.status === 'DELETING' || store.status === 'DELETED';
  return {
    retry: broken(store),
    cancel: store.status === 'PROVISIONING' || store.status === 'UPDATING',
    remove: !leaving,
    edit: !leaving,
    open: !leaving && store.status !== 'SUSPENDED' && isWebAddress(store.store_url),
  };
}

/** The line under a store's status: what it waits for or what is wrong, in the server's words. */
export function whyLine(store: Store): string | null {
  if (store.status === 'READY' || store.status === 'SUSPENDED' || store.status === 'DELETED') {
    return null;
  }
  return store.waiting_for?.message ?? store.progress.step ?? null;
}

/** Only what a browser may open: an address from the API is data, not yet a link. */
export function isWebAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\//i.test(url);
}
