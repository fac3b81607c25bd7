import { afterEach, expect, test } from 'vitest';
import { as, enter, newcomer, openLocal, password, readyStore, signIn, type Person } from './local';
import { closeAll } from './world';

const next = 'another evening by the lighthouse';

/** What somebody does with their own account. */
export function accountTests(operator: () => Person): void {
  afterEach(closeAll);

  test('changes its password: other browsers are signed out, this one goes on', async () => {
    const dora = await newcomer(operator(), 'dora');
    const page = await openLocal(dora, '/account');
    const other = await openLocal(await signIn(dora.email), '/account');
    await other.getByRole('heading', { name: 'Who you are' }).waitFor();
    await page.getByLabel('Current password').fill('not my password');
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText("This is not the account's password.").waitFor();
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText(/is among those that are guessed first/i).waitFor();
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Password changed; other browsers are signed out').waitFor();

    // This browser's next change carries the new session's token.
    await page.goto(new URL('/tokens', page.url()).href);
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('Name', { exact: true }).fill('After the change');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('Copy it now: it is not shown again').waitFor();

    await other.getByRole('link', { name: 'Your API tokens' }).click();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enter(other, dora.email, next);
    await other.getByRole('heading', { name: 'API tokens' }).waitFor();
    expect(await signIn(dora.email, password)).toBeNull();
  });

  test('signs out everywhere', async () => {
    const emil = await newcomer(operator(), 'emil');
    const elsewhere = (await signIn(emil.email)) as Person;
    const page = await openLocal(emil, '/account');
    await page.getByRole('button', { name: 'Sign out everywhere…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect((await as(elsewhere, 'GET', '/auth/me')).status).toBe(401);
  });

  test('is closed when no store stands in the way any more', async () => {
    const finn = await newcomer(operator(), 'finn');
    const store = await readyStore(finn, 'In the way');
    const page = await openLocal(finn, '/account');
    await page.getByText('One store stands in the way').waitFor();
    const close = page.getByRole('button', { name: 'Close the account…' });
    expect(await close.isDisabled()).toBe(true);
    await as(finn, 'DELETE', `/stores/${store.id}`);
    await page.getByText('One store stands in the way').waitFor({ state: 'detached' });
    await close.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('not my password');
    await dialog.getByRole('button', { name: 'Close for ever' }).click();
    await dialog.getByText("This is not the account's password.").waitFor();
    await dialog.getByLabel('Your password').fill(password);
    await dialog.getByRole('button', { name: 'Close for ever' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await signIn(finn.email)).toBeNull();
  });

  test('says what is refused for a while, and when to come back', async () => {
    const gwen = await newcomer(operator(), 'gwen');
    const page = await openLocal(gwen, '/account');
    await page.route('**/api/v1/auth/tokens', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '90', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify({ title: 'Too many requests', detail: 'At most 100 in 60 s.', code: 'RATE_LIMITED' }),
      }),
    );
    await page.getByRole('link', { name: 'Your API tokens' }).click();
    await page.getByText(/You can try again in \d+ s/).waitFor();
  });
}
