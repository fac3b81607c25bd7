import { afterEach, describe, expect, inject, test } from 'vitest';
import { accountTests } from './accounts';
import {
  addressOf,
  as,
  enter,
  localUrl,
  newcomer,
  openLocal,
  password,
  readyStore,
  signIn,
  withToken,
  type Person,
} from './local';
import { operatorTests } from './operators';
import { localViews } from './localViews';
import { closeAll } from './world';

let operator: Person;
let ada: string;
let bob: Person;

describe('getting in', () => {
  afterEach(closeAll);

  test('the first operator gets in with the set-up token and not by being first', async () => {
    const page = await openLocal(null, '/setup');
    await page.getByRole('heading', { name: 'Make the first operator’s account' }).waitFor();
    await page.getByLabel('E-mail address').fill('root@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText('The token is required').waitFor();
    await page.getByLabel('Set-up token').fill('not-the-token');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page
      .getByRole('alert')
      .getByText(/This set-up token was used or is not one/)
      .waitFor();
    await page.getByLabel('Set-up token').fill(inject('setupToken'));
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'Stores', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Audit' }).waitFor();

    const signedIn = await signIn('root@example.org');
    expect(signedIn).not.toBeNull();
    operator = signedIn as Person;
    const door = await openLocal(null, '/');
    await door.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await door.getByRole('button', { name: /Set up/ }).count()).toBe(0);
  });

  test('somebody signs up by keyboard, creates a store, and nobody else sees anything of it', async () => {
    ada = addressOf('ada');
    const page = await openLocal(null, '/');
    const signUp = page.getByRole('button', { name: 'Make an account' });
    await signUp.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Make an account' }).waitFor();
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.type(ada);
    await page.keyboard.press('Tab');
    await page.keyboard.type('too short');
    await page.keyboard.press('Enter');
    await page.getByText(/12/).and(page.locator('.text-bad')).waitFor();
    await page.getByLabel('Password', { exact: true }).fill('');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No store yet' }).waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Name', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name');
    await page.keyboard.type('Ada’s Books');
    await page.getByRole('button', { name: 'Create store', disabled: false }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ada’s Books' }).waitFor();
    await page.getByText('Ready', { exact: true }).first().waitFor();
    const id = new URL(page.url()).pathname.replace('/s/', '');

    bob = await newcomer(operator, 'bob');
    const other = await openLocal(bob, `/s/${id}`);
    await other.getByRole('heading', { name: 'There is no such store' }).waitFor();
    expect((await as(bob, 'GET', `/stores/${id}`)).status).toBe(404);
    await other.goto(`${localUrl}/`);
    await other.getByRole('heading', { name: 'No store yet' }).waitFor();

    const all = await openLocal(operator, '/');
    const row = all.locator('tbody tr', { hasText: ada });
    await row.getByRole('link', { name: 'Ada’s Books', exact: true }).waitFor();
    await all.getByRole('textbox', { name: 'Owner' }).fill(bob.email);
    await all.getByRole('heading', { name: 'No store matches' }).waitFor();
    await all.getByRole('textbox', { name: 'Owner' }).fill(ada);
    await row.waitFor();
  });

  test('a token is made by keyboard, shown once, works as its scopes say, and is revoked', async () => {
    const carol = await newcomer(operator, 'carol');
    const store = await readyStore(carol, 'Carol’s Corner');
    const page = await openLocal(carol, '/tokens');
    await page.getByRole('heading', { name: 'No token works' }).waitFor();
    await page.getByRole('button', { name: 'New token' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name');
    await page.keyboard.press('Enter');
    await page.getByText('A name is required').waitFor();
    await page.keyboard.type('Nightly backup');
    expect(await page.getByRole('checkbox', { name: 'Read stores' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Operate the platform' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Copy it now: it is not shown again').waitFor();
    await page.keyboard.press('Escape');
    const secret = await dialog.getByText(/^swt_\S+$/).innerText();
    await dialog.getByRole('button', { name: 'I have kept it' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    const seen = await withToken(secret, 'GET', `/stores/${store.id}`);
    expect(seen.status).toBe(200);
    const written = await withToken(secret, 'POST', '/stores', { name: 'Not allowed', engine: 'medusa' });
    expect(written.status).toBe(403);
    await page.reload();
    const row = page.getByRole('row', { name: /Nightly backup/ });
    await row
      .getByText(/just now|\d+ (s|min) ago/)
      .nth(1)
      .waitFor();
    expect(await page.content()).not.toContain(secret);
    expect(await row.innerText()).toContain(secret.slice(-4));

    await row.getByRole('button', { name: 'Revoke Nightly backup' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No token works' }).waitFor();
    expect((await withToken(secret, 'GET', '/stores')).status).toBe(401);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Revoked', { exact: true }).waitFor();
  });

  test('who comes by a link signs in and is where the link leads', async () => {
    const page = await openLocal(null, '/account');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enter(page, ada, 'not the password at all');
    await page.getByRole('alert').getByText('There is no account with this e-mail address and password.').waitFor();
    await enter(page, ada);
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    await page.getByText(ada).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    for (const path of ['/users', '/audit']) {
      const closed = await openLocal(bob, path);
      await closed.getByRole('heading', { name: 'Only for operators' }).waitFor();
      expect(await closed.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    }
  });
});

describe('an account', () => accountTests(() => operator));

describe('an operator', () => operatorTests(() => operator));

describe('what it looks like', () => localViews(() => operator));
