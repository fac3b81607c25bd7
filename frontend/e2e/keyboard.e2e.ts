import { afterEach, test } from 'vitest';
import { api, closeAll, open, someone, untilStatus } from './world';

afterEach(closeAll);

test('a store is created, opened and deleted without a mouse', async () => {
  const who = someone('typist');
  const page = await open(who, '/');
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
  await page.keyboard.press('c');
  const name = page.getByLabel('Name', { exact: true });
  await name.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name');
  await page.keyboard.type('Typed');
  await page.getByRole('button', { name: 'Create store', disabled: false }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Typed' }).waitFor();
  await page.getByText('Ready', { exact: true }).first().waitFor();

  // By tabs, with the arrow keys.
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Resources');
  await page.keyboard.press('Enter');
  await page.getByText('StatefulSet').first().waitFor();
  await page.waitForURL(/tab=resources/);

  const remove = page.getByRole('button', { name: 'Delete Typed' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'confirm');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Delete Typed');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'confirm');
  await page.keyboard.type('Typed');
  await page.keyboard.press('Enter');
  await page.getByText('This store is deleted').waitFor();
});

test('the command palette finds stores and commands', async () => {
  const who = someone('seeker');
  const store = await api(who).create('Needle');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, '/');
  await page.getByText('1–1 of 1').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a store or a command').waitFor();
  await page.keyboard.type('needle');
  await page.getByRole('option', { name: /Needle/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Needle' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a store or a command').waitFor();
  await page.keyboard.type('appearance: dark');
  await page.getByRole('option', { name: 'Appearance: dark', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
});

test('a menu opens at the first press, is walked by arrows and gives the focus back', async () => {
  const who = someone('walker');
  const store = await api(who).create('Menu');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, '/');
  const trigger = page.getByRole('button', { name: 'Actions for Menu' });
  await trigger.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Details' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Actions for Menu');
});
