import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import type { components } from '../src/api/schema';

type Store = components['schemas']['Store'];
type Detail = components['schemas']['StoreDetail'];

export const url = inject('url');

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const quiet = ['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

/** How long anything may take that a test waits for, in milliseconds: so long that a busy machine passes and only a fault does not. */
const PATIENCE = 60_000;

let browser: Promise<Browser> | undefined;

export interface Look {
  width?: number;
  height?: number;
  /** `system` is what the window's own setting says, which is light at first. */
  theme?: 'light' | 'dark' | 'system';
}

let people = 0;

/** A name that nobody has had: what a test finds is its own, also where it is tried once more. */
export function someone(name: string): string {
  people += 1;
  return `${name}-${people}`;
}

/** A browser window of its own in demo mode in which somebody is signed in; `null` is nobody. */
export async function open(who: string | null, path: string, look: Look = {}): Promise<Page> {
  const page = await openWindow(look);
  if (who !== null) {
    await signInAs(page, who);
  }
  await page.goto(url + path);
  return page;
}

/** Makes a window somebody's in demo mode, from the next page that it opens. */
export async function signInAs(page: Page, who: string): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem('storeweaver.demo-name', name), who);
}

/** A browser window of its own, with nothing in it yet. */
export async function openWindow(look: Look = {}): Promise<Page> {
  browser ??= chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...flags, ...quiet],
  });
  const page = await (
    await browser
  ).newPage({
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(PATIENCE);
  watchConsole(page);
  await page.addInitScript((theme) => localStorage.setItem('storeweaver.theme', theme), look.theme ?? 'light');
  return page;
}

// The browser itself reports every refused request here; what a test provokes it also expects on the page.
const provoked = /Failed to load resource|net::ERR_|blocked by CORS policy/;
const complaints = new Map<Page, string[]>();

function watchConsole(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !provoked.test(message.text())) {
      heard.push(message.text());
    }
  });
}

/** Closes a window; fails where its page threw or broke its content security policy. */
export async function close(page: Page): Promise<void> {
  const heard = complaints.get(page) ?? [];
  complaints.delete(page);
  await page.context().close();
  expect(heard).toEqual([]);
}

/** Closes all windows, as `close` does. */
export async function closeAll(): Promise<void> {
  const open = [...complaints.keys()];
  const closed = await Promise.allSettled(open.map(close));
  const failed = closed.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}

afterAll(async () => {
  const running = await browser;
  browser = undefined;
  await running?.close();
});

/** The API as a program uses it, for what a test needs before or behind the page. */
export function api(who: string) {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'X-User-Id': who, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    call,
    create: async (name: string, engine = 'woocommerce') => {
      const { status, body } = await call('POST', '/stores', { name, engine });
      expect(status).toBe(202);
      return body as Store;
    },
    get: async (id: string) => (await call('GET', `/stores/${id}`)).body as Store,
    detail: async (id: string) => (await call('GET', `/stores/${id}/detail`)).body as Detail,
    manifest: async (id: string) =>
      ((await call('GET', `/stores/${id}/manifest`)).body as components['schemas']['StoreManifest']).manifest,
    remove: (id: string) => call('DELETE', `/stores/${id}`, undefined, { Prefer: 'respond-async' }),
  };
}

/** Waits until something is as wished. */
export async function until<T>(look: () => Promise<T>, wish: (seen: T) => boolean, patience = PATIENCE): Promise<T> {
  const end = Date.now() + patience;
  let seen = await look();
  while (!wish(seen)) {
    if (Date.now() > end) {
      throw new Error(`Not as wished after ${patience} ms: ${JSON.stringify(seen).slice(0, 400)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen = await look();
  }
  return seen;
}

export async function untilStatus(who: string, id: string, status: Store['status']): Promise<Store> {
  return until(
    () => api(who).get(id),
    (store) => store.status === status,
  );
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Breaches of WCAG 2.2 AA and of good practice that axe finds, each as a line; on request of the rules on colours only. */
export async function breaches(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Evaluated by the debugger, which a content security policy does not bind.
  await page.evaluate(axe);
  return page.evaluate(async (only) => {
    interface Result {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    type Run = (context: Document, options: { runOnly?: string[] }) => Promise<Result>;
    const { run } = (window as unknown as { axe: { run: Run } }).axe;
    const { violations } = await run(
      document,
      only === 'colours' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {},
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary}`),
    );
  }, rules);
}
