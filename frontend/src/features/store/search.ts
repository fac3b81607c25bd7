export const tabs = ['overview', 'resources', 'events', 'logs', 'manifest', 'activity', 'settings'] as const;
export type Tab = (typeof tabs)[number];

/** Everything that a store's page shows is in its address. */
export interface StoreSearch {
  tab?: Tab | undefined;
  /** Logs: the component, and whether the run before the present one is shown. */
  component?: string | undefined;
  previous?: boolean | undefined;
  /** Manifest: the revision shown, and the one it is compared with. */
  revision?: number | undefined;
  against?: number | undefined;
  /** Events: which lines are shown. */
  only?: 'warnings' | undefined;
}

export function parseStoreSearch(raw: Record<string, unknown>): StoreSearch {
  const number = (key: string): number | undefined => {
    const value = Number(raw[key]);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  return {
    tab: tabs.find((tab) => tab === raw['tab'] && tab !== 'overview'),
    component: typeof raw['component'] === 'string' && raw['component'] !== '' ? raw['component'] : undefined,
    previous: raw['previous'] === true ? true : undefined,
    revision: number('revision'),
    against: number('against'),
    only: raw['only'] === 'warnings' ? 'warnings' : undefined,
  };
}
