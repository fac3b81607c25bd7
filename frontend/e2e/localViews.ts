import type { Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { as, newcomer, openLocal, readyStore, type Person } from './local';
import { lookAt } from './views';

/** The pages and dialogs of accounts. */
export function localViews(operator: () => Person): void {
  let lena: Person;

  beforeAll(async () => {
    lena = await newcomer(operator(), 'lena');
    await readyStore(lena, 'Lena’s Lamps');
    const tokens: [string, string[]][] = [
      ['Nightly backup', ['stores:read', 'credentials:read']],
      ['Continuous delivery of the shops in the north', ['stores:read', 'stores:write']],
      ['An old one', ['stores:read']],
    ];
    for (const [name, scopes] of tokens) {
      const { body } = await as(lena, 'POST', '/auth/tokens', { name, scopes });
      if (name === 'An old one') {
        await as(lena, 'DELETE', `/auth/tokens/${(body as { token: { id: string } }).token.id}`);
      }
    }
    await as(operator(), 'PATCH', `/users/${lena.id}`, { limits: { max_stores: 3, max_memory: 12.5 } });
  });

  const of = (who: () => Person | null, name: string, path: string, reach: (page: Page) => Promise<unknown>) => ({
    name,
    open: (look: object) => openLocal(who(), path, look),
    reach,
  });
  const nobody = (): null => null;
  const user = (): Person => lena;

  lookAt([
    of(nobody, 'local-sign-in', '/sign-in', (page) => page.getByRole('heading', { name: 'Sign in' }).waitFor()),
    of(nobody, 'local-sign-up', '/sign-in', async (page) => {
      await page.getByRole('button', { name: 'Make an account' }).click();
      await page.getByLabel('E-mail address').fill('mia@example.org');
      await page.getByLabel('Password', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Make the account' }).click();
      await page.locator('.text-bad').waitFor();
    }),
    of(user, 'account', '/account', (page) => page.getByText('One store stands in the way').waitFor()),
    of(user, 'account-menu', '/account', async (page) => {
      await page.getByText('One store stands in the way').waitFor();
      await page.getByRole('button', { name: /^Account/ }).click();
      await page.getByRole('menuitem', { name: 'API tokens' }).waitFor();
    }),
    of(user, 'sign-out-everywhere', '/account', async (page) => {
      await page.getByRole('button', { name: 'Sign out everywhere…' }).click();
      await page.getByRole('dialog').waitFor();
    }),
    of(operator, 'close-account', '/account', async (page) => {
      await page.getByRole('button', { name: 'Close the account…' }).click();
      await page.getByLabel('Your password').waitFor();
    }),
    of(user, 'tokens', '/tokens', async (page) => {
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.getByText('Revoked', { exact: true }).waitFor();
    }),
    of(operator, 'tokens-empty', '/tokens', (page) => page.getByRole('heading', { name: 'No token works' }).waitFor()),
    of(operator, 'new-token', '/tokens', async (page) => {
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByRole('checkbox', { name: 'Operate the platform' }).waitFor();
    }),
    of(user, 'token-secret', '/tokens', async (page) => {
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Shown once');
      await page.getByRole('button', { name: 'Make the token' }).click();
      await page.getByText('Copy it now: it is not shown again').waitFor();
    }),
    of(user, 'revoke', '/tokens', async (page) => {
      await page.getByRole('button', { name: 'Revoke Nightly backup' }).click();
      await page.getByText('It was never used.').waitFor();
    }),
    of(operator, 'users', '/users', (page) => page.getByText(lena.email).waitFor()),
    of(operator, 'users-menu', '/users', async (page) => {
      await page.getByRole('button', { name: `Actions for ${lena.email}` }).click();
      await page.getByRole('menuitem', { name: 'Close for ever…' }).waitFor();
    }),
    of(operator, 'new-user', '/users', async (page) => {
      await page.getByRole('button', { name: 'New account' }).click();
      await page.getByRole('button', { name: 'Make up a password' }).click();
    }),
    of(operator, 'limits', '/users', async (page) => {
      await page.getByRole('button', { name: `Actions for ${lena.email}` }).click();
      await page.getByRole('menuitem', { name: 'Limits…' }).click();
      await page.getByText('Has 1 now').waitFor();
    }),
    of(operator, 'close-user', '/users', async (page) => {
      await page.getByRole('button', { name: `Actions for ${lena.email}` }).click();
      await page.getByRole('menuitem', { name: 'Close for ever…' }).click();
      await page.getByText('One store stands in the way').waitFor();
    }),
    of(operator, 'audit', '/audit', async (page) => {
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Intact', { exact: true }).waitFor();
      await page
        .getByRole('button', { name: /Token created/ })
        .first()
        .click();
      await page.getByText('Hash of the entry').waitFor();
    }),
    of(user, 'only-for-operators', '/audit', (page) =>
      page.getByRole('heading', { name: 'Only for operators' }).waitFor(),
    ),
  ]);
}
