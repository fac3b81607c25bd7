import type { Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { lookAt } from './views';
import { api, open, untilStatus } from './world';

const who = 'viewer';
let ready = '';
let failed = '';

beforeAll(async () => {
  ready = (await api(who).create('Corner Shop')).id;
  failed = (await api(who).create('Fail setup job', 'medusa')).id;
  await api(who).create('متجر القهوة');
  await api(who).create('🌸 Blossom & Co');
  await api(who).create('W'.repeat(200));
  await untilStatus(who, ready, 'READY');
  await untilStatus(who, failed, 'FAILED');
});

interface DemoView {
  name: string;
  path: () => string;
  as?: string | null;
  reach: (page: Page) => Promise<unknown>;
}

const tab = (name: string, text: RegExp | string): DemoView => ({
  name,
  path: () => `/s/${ready}?tab=${name}`,
  reach: (page) => page.getByText(text).first().waitFor(),
});

const views: DemoView[] = [
  { name: 'sign-in', path: () => '/sign-in', as: null, reach: (page) => page.getByLabel('Your name').waitFor() },
  { name: 'stores', path: () => '/', reach: (page) => page.getByText('1–5 of 5').waitFor() },
  {
    name: 'stores-empty',
    path: () => '/',
    as: 'nobody-yet',
    reach: (page) => page.getByRole('heading', { name: 'No store yet' }).waitFor(),
  },
  {
    name: 'stores-selected',
    path: () => '/',
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Select Corner Shop' }).check();
      await page.getByText('1 selected').waitFor();
    },
  },
  {
    name: 'row-menu',
    path: () => '/',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Actions for Corner Shop' }).click();
      await page.getByRole('menuitem', { name: 'Delete…' }).waitFor();
    },
  },
  {
    name: 'create',
    path: () => '/?new=true',
    reach: async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('Fancy Flowers');
      await page.getByText('fancy-flowers.localhost').waitFor();
    },
  },
  {
    name: 'palette',
    path: () => '/',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('option', { name: /Corner Shop/ }).waitFor();
    },
  },
  {
    name: 'overview',
    path: () => `/s/${ready}`,
    reach: async (page) => {
      await page.getByText('Ready for orders').waitFor();
      await page.getByText('CPU reserved').waitFor();
    },
  },
  { name: 'failed', path: () => `/s/${failed}`, reach: (page) => page.getByLabel('Last log lines').waitFor() },
  tab('resources', 'PersistentVolumeClaim'),
  tab('events', 'The store is ready for orders'),
  tab('logs', /simulated log/),
  tab('manifest', 'Objects as applied'),
  tab('activity', 'What people did'),
  tab('settings', 'Point the domain at the cluster first'),
  {
    name: 'delete',
    path: () => `/s/${ready}`,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Delete Corner Shop' }).click();
      await page.getByTestId('what-goes').getByText('Volume', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'system',
    path: () => '/system',
    as: 'operator',
    reach: (page) => page.getByRole('heading', { name: 'The last hour' }).waitFor(),
  },
  {
    name: 'account-demo',
    path: () => '/account',
    reach: (page) => page.getByRole('meter', { name: /Live stores/ }).waitFor(),
  },
  {
    name: 'tokens-demo',
    path: () => '/tokens',
    reach: (page) => page.getByRole('heading', { name: 'Demo mode needs no tokens' }).waitFor(),
  },
  { name: 'not-found', path: () => '/nowhere', reach: (page) => page.getByText('There is nothing').waitFor() },
];

lookAt(
  views.map(({ name, path, as, reach }) => ({
    name,
    open: (look) => open(as === undefined ? who : as, path(), look),
    reach,
  })),
);
