import { afterEach, expect, test } from 'vitest';
import { api, closeAll, open, someone, until, untilStatus } from './world';

afterEach(closeAll);

test('a newcomer signs in, creates a store and watches it become ready', async () => {
  const who = someone('newcomer');
  const page = await open(null, '/');
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Create your first store' }).click();

  await page.getByLabel('Name', { exact: true }).fill('First Corner');
  await page.getByText('first-corner.localhost').waitFor();
  await page.getByText('This will be store 1 of the 40').waitFor();
  await page.getByRole('radio', { name: /Medusa/ }).check({ force: true });
  await page.getByRole('button', { name: 'Create store' }).click();

  await page.getByRole('heading', { name: 'First Corner' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/s\/first-corner-/);
  await page.getByText('Applied to the cluster').waitFor();
  await page.getByRole('heading', { name: /First Corner/ }).waitFor();
  await page.getByText('Ready', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Open shop' }).waitFor();
  await page
    .getByText(/^after \d/)
    .first()
    .waitFor();
  expect(await page.title()).toBe('First Corner · Store Weaver');
});

test('the login is shown to its owner on request, and that is noted', async () => {
  const who = someone('keeper');
  const store = await api(who).create('Keys');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, `/s/${store.id}`);
  await page.getByRole('button', { name: 'Show the login' }).click();
  const { body } = await api(who).call('GET', `/stores/${store.id}/credentials`);
  const { password } = body as { password: string };
  await page.getByText(password, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByText(password, { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page
    .getByText('The shop’s admin login was read')
    .or(page.getByText("The shop's admin login was read"))
    .first()
    .waitFor();
  await page.getByText(`by ${who}`).first().waitFor();
});

test('a store that fails says why, shows the last log lines, and works after a retry', async () => {
  const who = someone('mender');
  const store = await api(who).create('Flaky setup job');
  const page = await open(who, `/s/${store.id}`);
  const cause = page.getByRole('region', { name: 'What is wrong' });
  await cause.getByRole('heading', { name: 'Setup failed' }).waitFor();
  await cause.getByText(/Read the set-up job's log/).waitFor();
  await cause.getByLabel('Last log lines').waitFor();
  await page.getByText('Failed', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Retry from here' }).click();
  await page.getByText('Ready', { exact: true }).first().waitFor();
  await cause.waitFor({ state: 'detached' });
});

test('a store is renamed, taken back, given another plan, suspended and resumed', async () => {
  const who = someone('owner');
  const store = await api(who).create('Before');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, `/s/${store.id}?tab=settings`);
  await page.getByLabel('Name', { exact: true }).fill('After');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'After' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Before' }).waitFor();

  await untilStatus(who, store.id, 'READY');
  await page.getByLabel('Plan').selectOption('standard');
  await page.getByText('What changes').waitFor();
  await page.getByRole('button', { name: 'Change' }).first().click();
  await until(
    () => api(who).get(store.id),
    (seen) => seen.plan === 'standard' && seen.status === 'READY',
  );
  await page.getByRole('button', { name: /Go back to revision 1/ }).click();
  await page.getByRole('dialog').getByRole('region', { name: 'Differences' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
  await until(
    () => api(who).get(store.id),
    (seen) => seen.plan === 'starter' && seen.status === 'READY',
  );

  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Ready', { exact: true }).first().waitFor();
});

test('the delete dialog lists exactly what goes, and it goes', async () => {
  const who = someone('leaver');
  const store = await api(who).create('Short lived', 'medusa');
  await untilStatus(who, store.id, 'READY');
  const applied = await api(who).manifest(store.id);
  const page = await open(who, `/s/${store.id}`);
  await page.getByRole('button', { name: 'Delete Short lived' }).click();
  const dialog = page.getByRole('dialog');
  const goes = dialog.getByTestId('what-goes');
  await goes.getByText('Volume', { exact: true }).first().waitFor();

  // The list is held against what was applied, which is another source than the one the dialog reads.
  const claims = volumesOf(applied);
  expect(claims.size).toBeGreaterThan(0);
  expect(await goes.getByText('Volume', { exact: true }).count()).toBe(claims.size);
  for (const [name, size] of claims) {
    await goes.getByText(name).waitFor();
    expect(await goes.locator('dd', { hasText: name }).innerText()).toContain(size.replace('Gi', ' GiB'));
  }
  expect(await goes.innerText()).toContain(store.namespace);
  expect(await goes.innerText()).toContain(store.host);

  const sure = dialog.getByRole('button', { name: 'Delete for good' });
  expect(await sure.isDisabled()).toBe(true);
  await dialog.getByLabel(/to confirm/).fill('Short lived');
  await sure.click();
  await page.getByText('This store is deleted').waitFor();
  const { resources } = await api(who).detail(store.id);
  expect(resources).toEqual([]);
});

/** Name and size of each volume claim in a manifest. */
function volumesOf(manifest: string): Map<string, string> {
  const claims = new Map<string, string>();
  for (const document of manifest.split(/^---$/m)) {
    if (/^kind: PersistentVolumeClaim$/m.test(document)) {
      const name = /^ {2}name: "?([^"\n]+)"?$/m.exec(document)?.[1];
      const size = /storage: "?([^"\n]+)"?$/m.exec(document)?.[1];
      claims.set(name ?? '', size ?? '');
    }
  }
  return claims;
}
