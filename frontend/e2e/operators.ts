import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { addressOf, as, newcomer, openLocal, readyStore, signIn, type Person } from './local';
import { closeAll, until } from './world';

/** What an operator does with accounts and with the log. */
export function operatorTests(operator: () => Person): void {
  afterEach(closeAll);

  test('gives an account a limit of its own, and it holds', async () => {
    const hugo = await newcomer(operator(), 'hugo');
    const page = await openLocal(operator(), '/users');
    await page.getByRole('searchbox').fill(hugo.email);
    await page.getByRole('button', { name: `Actions for ${hugo.email}` }).click();
    await page.getByRole('menuitem', { name: 'Limits…' }).click();
    const stores = page.getByLabel('Live stores');
    await page.getByText('Has 0 now').waitFor();
    await stores.fill('a few');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A whole number from 0 to 1,000,000').waitFor();
    await stores.fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('tbody tr', { hasText: hugo.email }).getByText('0 stores').locator('visible=true').waitFor();
    expect((await as(hugo, 'POST', '/stores', { name: 'Too many', engine: 'medusa' })).status).toBe(429);

    await page.getByRole('button', { name: `Actions for ${hugo.email}` }).click();
    await page.getByRole('menuitem', { name: 'Limits…' }).click();
    await stores.fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .locator('tbody tr', { hasText: hugo.email })
      .getByText('the platform’s')
      .locator('visible=true')
      .waitFor();
    await readyStore(hugo, 'Fits again');
  });

  test('suspends an account, which is out at once, and lets it in again', async () => {
    const iris = await newcomer(operator(), 'iris');
    const hers = await openLocal(iris, '/account');
    await hers.getByRole('heading', { name: 'Who you are' }).waitFor();
    const page = await openLocal(operator(), `/users?q=${iris.email}`);
    const act = async (entry: string, sure: string): Promise<void> => {
      await page.getByRole('button', { name: `Actions for ${iris.email}` }).click();
      await page.getByRole('menuitem', { name: entry }).click();
      await page.getByRole('dialog').getByRole('button', { name: sure }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const row = page.locator('tbody tr', { hasText: iris.email });
    await act('Suspend…', 'Suspend');
    await row.getByText('Suspended', { exact: true }).locator('visible=true').waitFor();
    await hers.getByRole('link', { name: 'Your API tokens' }).click();
    await hers.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await signIn(iris.email)).toBeNull();
    await act('Lift the suspension…', 'Lift it');
    await row.getByText('Active', { exact: true }).locator('visible=true').waitFor();
    expect(await signIn(iris.email)).not.toBeNull();
    await act('Make an operator…', 'Make an operator');
    await row.getByText('Operator', { exact: true }).locator('visible=true').waitFor();
    await act('Make a user…', 'Make a user');
    await row.getByText('User', { exact: true }).locator('visible=true').waitFor();
  });

  test('makes an account for somebody, and closes it when it owns nothing', async () => {
    const email = addressOf('jon');
    const page = await openLocal(operator(), '/users');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByLabel('E-mail address', { exact: true }).fill(email);
    await page.getByRole('button', { name: 'Make up a password' }).click();
    const made = await page.getByLabel('Password', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText(`${email} can sign in now`).waitFor();
    const jon = await signIn(email, made);
    expect(jon).not.toBeNull();
    await readyStore(jon as Person, 'Jon’s own');
    await page.getByRole('searchbox').fill(email);
    await page.getByRole('button', { name: `Actions for ${email}` }).click();
    await page.getByRole('menuitem', { name: 'Close for ever…' }).click();
    await page.getByText('One store stands in the way').waitFor();
    expect(await page.getByRole('button', { name: 'Close for ever' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Delete them first' }).click();
    await page.locator('tbody tr', { hasText: 'Jon’s own' }).waitFor();
    expect(new URL(page.url()).search).toContain('owner=');
  });

  test('reads who did what, exports it, and has the chain verified', async () => {
    const kim = await newcomer(operator(), 'kim');
    const store = await readyStore(kim, 'Kim’s Kitchen');
    await as(kim, 'GET', `/stores/${store.id}/credentials`);
    const page = await openLocal(operator(), '/audit');
    await page.getByLabel('Account: e-mail address or id').fill(kim.email);
    const lines = page.getByRole('list', { name: 'Entries, newest first' }).getByRole('listitem');
    // The newest of all entries is Kim's too: only the number of lines tells that the filter holds.
    await until(
      () => lines.count(),
      (count) => count === 3,
    );
    await lines.first().getByText('Store’s admin login read').waitFor();
    await lines.first().getByText(kim.email).waitFor();
    await lines.first().getByRole('button').click();
    await page.getByText('Proven by').waitFor();
    await page.getByRole('link', { name: store.id }).waitFor();
    expect(await lines.first().innerText()).toMatch(/127\.0\.0\.1|::1|0:0:0:0:0:0:0:1/);

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = readFileSync(await (await saving).path(), 'utf8')
      .trim()
      .split('\n');
    const actions = saved.map((line) => JSON.parse(line) as { actor: string; action: string });
    expect(actions.map((entry) => entry.action)).toEqual([
      'session.begun',
      'store.requested',
      'store.credentials-read',
    ]);
    expect(actions.every((entry) => entry.actor === kim.id)).toBe(true);

    await page.getByLabel('Action').selectOption('store.requested');
    await until(
      () => lines.count(),
      (count) => count === 1,
    );
    await lines.getByText('Store created').waitFor();
    expect(page.url()).toContain('action=store.requested');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Intact', { exact: true }).waitFor();
  });

  test('is told the request’s id where the server fails', async () => {
    const page = await openLocal(operator(), '/account');
    await page.getByRole('heading', { name: 'Who you are' }).waitFor();
    let broken = true;
    await page.route('**/api/v1/users?*', (route) =>
      broken
        ? route.fulfill({
            status: 500,
            headers: { 'X-Request-Id': 'r-501', 'Content-Type': 'application/problem+json' },
            body: JSON.stringify({ title: 'It failed', detail: 'Tell the operator.', code: 'INTERNAL_ERROR' }),
          })
        : route.continue(),
    );
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('alert').getByText('r-501').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('root@example.org').waitFor();
  });
}
