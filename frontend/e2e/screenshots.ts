import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { api, closeAll, open, untilStatus } from './world';

const images = resolve(import.meta.dirname, '../../docs/images');
const LARGEST = 150_000;

const who = 'demo';
const broken = 'Old Town Books (flaky setup job)';
const ids = new Map<string, string>();
const window = { width: 1280, height: 760, theme: 'system' } as const;

beforeAll(async () => {
  mkdirSync(images, { recursive: true });
  for (const [name, engine] of [
    ['Corner Shop', 'woocommerce'],
    ['Blossom & Co', 'medusa'],
    [broken, 'woocommerce'],
    ['متجر القهوة', 'woocommerce'],
    ['Harbour Bikes', 'medusa'],
    ['Summer Market', 'woocommerce'],
  ] as const) {
    const store = await api(who).create(name, engine);
    ids.set(name, store.id);
  }
  for (const [name, id] of ids) {
    await untilStatus(who, id, name === broken ? 'FAILED' : 'READY');
  }
  const summer = await api(who).get(idOf('Summer Market'));
  await api(who).call('PATCH', `/stores/${summer.id}`, { suspended: true }, { 'If-Match': `"${summer.version}"` });
  await untilStatus(who, summer.id, 'SUSPENDED');
});

afterEach(closeAll);

test('stores in different states', async () => {
  const page = await open(who, '/', window);
  await page.getByText('1–6 of 6').waitFor();
  await api(who).create('Lighthouse Coffee', 'medusa');
  await page.getByRole('progressbar', { name: 'Progress of Lighthouse Coffee' }).waitFor();
  await page.getByText('1–7 of 7').waitFor();
  await take(page, 'stores');
  // Also in the second picture, which must not show another moment than the first.
  await page.getByRole('progressbar', { name: 'Progress of Lighthouse Coffee' }).waitFor();
});

test('a new store', async () => {
  const page = await open(who, '/?new=true', window);
  await page.getByLabel('Name', { exact: true }).fill('Fancy Flowers');
  await page.getByText('fancy-flowers.localhost').waitFor();
  await page.getByText(/^This will be store/).waitFor();
  await take(page, 'create');
});

test('a store that failed, and why', async () => {
  const page = await open(who, `/s/${idOf(broken)}`, window);
  await page.getByLabel('Last log lines').waitFor();
  await page.getByText('CPU reserved').waitFor();
  await take(page, 'failed');
});

test('what a store is made of', async () => {
  const page = await open(who, `/s/${idOf('Corner Shop')}?tab=resources`, window);
  await page.getByText('PersistentVolumeClaim').first().waitFor();
  await take(page, 'resources');
});

function idOf(name: string): string {
  const id = ids.get(name);
  if (id === undefined) {
    throw new Error(`There is no store “${name}”`);
  }
  return id;
}

/** A picture in light and one in dark, small enough for a page that is read everywhere. */
async function take(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
    const path = join(images, `${name}-${theme}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size, path).toBeLessThanOrEqual(LARGEST);
  }
}
