import type { QueryClient } from '@tanstack/react-query';
import { readEvents, type ServerEvent } from '@/api/events';
import { toApiError } from '@/api/problem';
import { absorbStore } from '@/features/stores/cache';
import { storeKeys } from '@/features/stores/queries';
import type { Store } from '@/features/stores/types';

/** `live`: changes arrive by themselves; `polling`: they are asked for; `offline`: nothing arrives. */
export type Link = 'connecting' | 'live' | 'polling' | 'offline';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** The server writes something at least every 15 s; a line that is silent for longer is dead. */
const LONGEST_SILENCE = 40_000;
/** Hidden pages give their connection back: a browser has only six of them for an origin. */
const HIDDEN_GRACE = 20_000;
const LIST_PAUSE = 800;

/** The stream of changes of all stores that the caller may see, written into the query cache. */
export class LiveConnection {
  private readonly client: QueryClient;
  private readonly listeners = new Set<() => void>();
  private readonly storeListeners = new Set<(store: Store) => void>();
  private link: Link = 'connecting';
  private lastEventId = '';
  private failures = 0;
  private abort: AbortController | null = null;
  private reconnect: ReturnType<typeof setTimeout> | undefined;
  private listTimer: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private started = false;

  constructor(client: QueryClient) {
    this.client = client;
  }

  start(): void {
    if (!this.started) {
      this.started = true;
      document.addEventListener('visibilitychange', this.onVisibility);
      window.addEventListener('online', this.onOnline);
      window.addEventListener('offline', this.onOffline);
      void this.connect();
    }
  }

  stop(): void {
    this.started = false;
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    clearTimeout(this.reconnect);
    clearTimeout(this.listTimer);
    clearTimeout(this.hiddenTimer);
    this.abort?.abort();
    this.abort = null;
    this.lastEventId = '';
    this.failures = 0;
    this.set('connecting');
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Tells of each store that has changed. */
  onStore(listener: (store: Store) => void): () => void {
    this.storeListeners.add(listener);
    return () => this.storeListeners.delete(listener);
  }

  state = (): Link => this.link;

  private async connect(): Promise<void> {
    clearTimeout(this.reconnect);
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    const watchdog = new Watchdog(LONGEST_SILENCE, () => abort.abort());
    try {
      await readEvents('/api/v1/stores/stream', {
        signal: abort.signal,
        lastEventId: this.lastEventId,
        onOpen: () => this.opened(),
        onBytes: () => watchdog.feed(),
        onEvent: (event) => this.received(event),
      });
    } catch (thrown) {
      // Why it ended does not matter, except that nobody is signed in: then somebody else starts again.
      if (this.abort === abort && toApiError(thrown).status === 401) {
        this.stop();
        return;
      }
    } finally {
      watchdog.stop();
    }
    if (this.abort === abort && this.started) {
      this.lost();
    }
  }

  private opened(): void {
    const missedSomething = this.link !== 'connecting' || this.failures > 0;
    this.failures = 0;
    this.set('live');
    if (missedSomething) {
      this.refreshAll();
    }
  }

  private lost(): void {
    this.failures += 1;
    this.set(navigator.onLine && this.failures < 3 ? 'polling' : 'offline');
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
    this.reconnect = setTimeout(() => void this.connect(), pause);
  }

  private received(event: ServerEvent): void {
    if (event.id) {
      this.lastEventId = event.id;
    }
    if (event.event === 'store') {
      const store = JSON.parse(event.data) as Store;
      if (absorbStore(this.client, store)) {
        this.refreshListsSoon();
      }
      this.storeListeners.forEach((listener) => listener(store));
    }
  }

  /** However many stores change, the lists are read again at most about once a second. */
  private refreshListsSoon(): void {
    this.listTimer ??= setTimeout(() => {
      this.listTimer = undefined;
      void this.client.invalidateQueries({ queryKey: storeKeys.lists });
      void this.client.invalidateQueries({ queryKey: ['quota'] });
    }, LIST_PAUSE);
  }

  private refreshAll(): void {
    void this.client.invalidateQueries();
  }

  private readonly onVisibility = (): void => {
    clearTimeout(this.hiddenTimer);
    if (document.hidden) {
      this.hiddenTimer = setTimeout(() => {
        this.abort?.abort();
        this.abort = null;
        clearTimeout(this.reconnect);
        this.set('polling');
      }, HIDDEN_GRACE);
    } else if (this.abort === null) {
      void this.connect();
    }
  };

  private readonly onOnline = (): void => {
    this.failures = 0;
    void this.connect();
  };

  private readonly onOffline = (): void => this.set('offline');

  private set(link: Link): void {
    if (this.link !== link) {
      this.link = link;
      this.listeners.forEach((listener) => listener());
    }
  }
}

/** Calls when it was not fed for too long. */
class Watchdog {
  private readonly patience: number;
  private readonly bark: () => void;
  private timer: ReturnType<typeof setTimeout>;

  constructor(patience: number, bark: () => void) {
    this.patience = patience;
    this.bark = bark;
    this.timer = setTimeout(bark, patience);
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.bark, this.patience);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
