import { afterEach, expect, test } from 'vitest';
import { api, closeAll, open, someone, untilStatus, url } from './world';

afterEach(closeAll);

test('what the server refuses stands beside the field, in its words', async () => {
  const who = someone('twice');
  await api(who).create('Twin');
  const page = await open(who, '/?new=true');
  await page.getByLabel('Name', { exact: true }).fill('twin');
  await page.getByText(/You already have a store named "twin"/).waitFor();
  await page.getByRole('button', { name: 'Create store' }).click();
  expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Create store' }).click();
  await page.getByText('A name is required').waitFor();
});

test('a used-up quota is told with the time until another try', async () => {
  const who = someone('greedy');
  const page = await open(who, '/?new=true');
  // However long the page takes: the wait ends when the test says so.
  await page.clock.install();
  await page.route('**/api/v1/stores', async (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 429,
          headers: { 'Retry-After': '100', 'Content-Type': 'application/problem+json' },
          body: JSON.stringify({
            title: 'The quota is used up',
            detail: 'Store limit reached (40/40). Delete a store to create another.',
            code: 'QUOTA_EXCEEDED',
            request_id: 'r-429',
          }),
        })
      : route.continue(),
  );
  await page.getByLabel('Name', { exact: true }).fill('One too many');
  const create = page.getByRole('button', { name: 'Create store' });
  await create.click();
  await page.getByText(/Store limit reached/).waitFor();
  await page.getByText(/You can try again in \d+ s/).waitFor();
  expect(await create.isDisabled()).toBe(true);
  await page.clock.fastForward(100_000);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('button')].some((b) => b.textContent === 'Create store' && !b.disabled),
  );
});

test('without the server the page says so, keeps what it knows, and recovers by itself', async () => {
  const who = someone('patient');
  const store = await api(who).create('Steady');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, '/');
  await page.getByText('Live', { exact: true }).waitFor();
  await page.context().setOffline(true);
  await page.getByText(/Not connected/).waitFor();
  await page.getByRole('link', { name: 'Steady', exact: true }).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/Not connected/).waitFor({ state: 'detached' });
  await page.getByText('Live', { exact: true }).waitFor();
});

test('without the live stream the page asks by itself', async () => {
  const who = someone('poller');
  const page = await open(null, '/sign-in');
  await page.route('**/stores/stream', (route) => route.abort());
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText(/Live updates are interrupted|Not connected/).waitFor();
  await api(who).create('Seen by asking');
  await page.getByRole('link', { name: 'Seen by asking', exact: true }).waitFor();
});

test('a failure of the server is shown with the id of the request, and can be tried again', async () => {
  const who = someone('unlucky');
  const page = await open(null, '/sign-in');
  let broken = true;
  await page.route('**/api/v1/stores?*', (route) =>
    broken
      ? route.fulfill({
          status: 500,
          headers: { 'X-Request-Id': 'r-500', 'Content-Type': 'application/problem+json' },
          body: JSON.stringify({
            title: 'Something went wrong here',
            detail: 'Tell the operator.',
            code: 'INTERNAL_ERROR',
          }),
        })
      : route.continue(),
  );
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('r-500').waitFor();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
});

test('a slow answer shows where things will be, not an empty page', async () => {
  const who = someone('slow');
  const page = await open(null, '/sign-in');
  let answer = (): void => undefined;
  const seen = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/stores?*', async (route) => {
    await seen;
    await route.continue();
  });
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('status', { name: 'Loading the stores' }).waitFor();
  answer();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
});

test('a store that somebody else deletes while it is looked at is shown as deleted', async () => {
  const who = someone('absent');
  const store = await api(who).create('Taken away');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, `/s/${store.id}?tab=settings`);
  await page.getByRole('button', { name: 'Suspend' }).waitFor();
  await api(who).remove(store.id);
  await page.getByRole('heading', { name: 'Taken away' }).waitFor();
  await page.getByText('This store is deleted').first().waitFor();
  await page.getByRole('button', { name: 'Suspend' }).waitFor({ state: 'detached' });
});

test('an edit of something that has changed meanwhile is refused and shown anew', async () => {
  const who = someone('racer');
  const store = await api(who).create('Contested');
  await untilStatus(who, store.id, 'READY');
  const page = await open(who, `/s/${store.id}?tab=settings`);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Mine');
  // The page's next edit carries the version that it has seen; the other one is quicker by then.
  await page.route(`**/api/v1/stores/${store.id}`, async (route) => {
    if (route.request().method() === 'PATCH') {
      await api(who).call('PATCH', `/stores/${store.id}`, { name: 'Theirs' }, { 'If-Match': `"${store.version}"` });
    }
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'Theirs' }).waitFor();
});

test('ages follow the server where the browser’s clock is wrong', async () => {
  const who = someone('skewed');
  const page = await open(null, '/sign-in');
  await page.clock.install({ time: Date.now() + 3 * 3_600_000 });
  await page.reload();
  await page.clock.resume();
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
  const store = await api(who).create('Fresh');
  await page.goto(`${url}/s/${store.id}`);
  await page.getByText(/clock is .* ahead of the server/).waitFor();
  await page
    .getByText(/^(just now|\d+ (s|min) ago)$/)
    .first()
    .waitFor();
});

test('an address of the dashboard works on its own, and the API’s addresses stay the API’s', async () => {
  const page = await open('linker', '/s/unknown-abc123?tab=logs');
  await page.getByRole('heading', { name: 'There is no such store' }).waitFor();
  await page.goto(`${url}/nowhere/at/all`);
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();

  const html = { headers: { Accept: 'text/html' } };
  const deep = await fetch(`${url}/system`, html);
  expect(deep.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
  expect(deep.headers.get('Cache-Control')).toBe('no-cache');
  expect((await fetch(`${url}/api/v1/nothing`, html)).status).toBe(404);
  expect((await fetch(`${url}/assets/gone-abc.js`, html)).status).toBe(404);
  expect((await fetch(`${url}/openapi`, html)).headers.get('Content-Type') ?? '').not.toContain('text/html');
  expect((await fetch(`${url}/metrics`, html)).headers.get('Content-Type') ?? '').not.toContain('text/html');
});

test('a link of a sign-in leads nowhere else', async () => {
  const who = someone('careful');
  const page = await open(null, '/sign-in?to=%2F%2Fexample.com');
  await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
  expect(new URL(page.url()).origin).toBe(url);
});
