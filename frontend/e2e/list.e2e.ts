import { afterEach, expect, test } from 'vitest';
import { api, closeAll, open, someone, until, untilStatus } from './world';

afterEach(closeAll);

test('filters, search, sort and pages are in the address, and going back goes back', async () => {
  const who = someone('many');
  const names = Array.from({ length: 13 }, (_, at) => `Shop ${String(at + 1).padStart(2, '0')}`);
  for (const name of names) {
    await api(who).create(name, name.endsWith('3') ? 'medusa' : 'woocommerce');
  }
  const page = await open(who, '/?size=10&sort=name');
  const rows = page.locator('tbody tr');
  await page.getByText('1–10 of 13').waitFor();
  expect(await rows.first().innerText()).toContain('Shop 01');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('11–13 of 13').waitFor();
  expect(await rows.count()).toBe(3);
  await page.reload();
  await page.getByText('11–13 of 13').waitFor();
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByText('1–10 of 13').waitFor();
  await page.getByLabel('Engine').selectOption('medusa');
  await page.getByText('1–2 of 2').waitFor();
  expect(page.url()).toContain('engine=medusa');
  await page.goBack();
  await page.getByText('1–10 of 13').waitFor();
  await page.getByRole('searchbox').fill('shop 12');
  await page.getByText('1–1 of 1').waitFor();
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByRole('heading', { name: 'No store matches' }).waitFor();
  await page.getByRole('button', { name: 'Show all stores' }).click();
  await page.getByText('1–10 of 13').waitFor();
});

test('a store made elsewhere appears by itself, changes while one looks, and leaves by itself', async () => {
  const who = someone('watcher');
  const page = await open(who, '/');
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
  const store = await api(who).create('From elsewhere');
  const row = page.locator('tbody tr', { hasText: 'From elsewhere' });
  await row.waitFor();
  await row.getByText('Ready', { exact: true }).locator('visible=true').waitFor();
  await page
    .getByRole('group', { name: 'Filter by state' })
    .getByRole('button', { name: /1\s*All/ })
    .waitFor();
  await api(who).remove(store.id);
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
});

test('several stores are retried and deleted together, with their number', async () => {
  const who = someone('bulk');
  const wanted = ['Flaky setup job one', 'Flaky setup job two', 'Sound'];
  const stores = await Promise.all(wanted.map((name) => api(who).create(name)));
  for (const store of stores) {
    await untilStatus(who, store.id, store.name === 'Sound' ? 'READY' : 'FAILED');
  }
  const page = await open(who, '/');
  await page.getByRole('checkbox', { name: 'Select all stores on this page' }).check();
  await page.getByText('3 selected').waitFor();
  await page.getByRole('button', { name: 'Retry 2' }).click();
  // The selection is over with it; the next one must not begin before.
  await page.getByText('3 selected').waitFor({ state: 'detached' });
  for (const store of stores) {
    await untilStatus(who, store.id, 'READY');
  }
  await page.getByRole('checkbox', { name: 'Select all stores on this page' }).check();
  await page.getByRole('button', { name: 'Delete 3…' }).click();
  const dialog = page.getByRole('dialog');
  for (const store of stores) {
    await dialog.getByText(store.namespace).waitFor();
  }
  await dialog.getByLabel(/to confirm/).fill('delete 3 stores');
  await dialog.getByRole('button', { name: 'Delete 3 stores for good' }).click();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
});

test('an operator sees everybody’s stores and the platform; others do not', async () => {
  const who = someone('tenant');
  const store = await api(who).create('Tenant shop');
  const failing = await api(who).create('Fail setup job');
  await untilStatus(who, store.id, 'READY');
  await untilStatus(who, failing.id, 'FAILED');
  const page = await open('operator', `/?q=tenant shop&owner=${who}`);
  const row = page.locator('tbody tr', { hasText: 'Tenant shop' });
  await row.getByText(who, { exact: true }).waitFor();
  await page.getByRole('link', { name: 'System' }).click();
  await page.getByRole('heading', { name: 'The last hour' }).waitFor();
  await page.getByText('Places for provisioning').waitFor();
  await page.getByText('Setup failed').first().waitFor();

  const other = await open('stranger', `/s/${store.id}`);
  await other.getByRole('heading', { name: 'There is no such store' }).waitFor();
  await other.goto(new URL('/system', other.url()).href);
  await other.getByRole('heading', { name: 'Only for operators' }).waitFor();
});

test('the counters say how many there are and filter by it', async () => {
  const who = someone('counter');
  await api(who).create('Well');
  const failing = await api(who).create('Fail setup job');
  await untilStatus(who, failing.id, 'FAILED');
  const page = await open(who, '/');
  const attention = page.getByRole('button', { name: /Needs attention/ });
  await until(
    () => attention.innerText(),
    (text) => text.startsWith('1'),
  );
  await attention.click();
  await page.getByText('1–1 of 1').waitFor();
  expect(page.url()).toContain('show=failed');
  expect(await page.locator('tbody tr').innerText()).toContain('Fail setup job');
});
