import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { addressOf, as, localUrl, password, signIn, type Person } from './local';
import { serveFiles, type Site } from './site';
import { closeAll, openWindow } from './world';

const { url: friend, files } = inject('friend');
let stranger: Site;

/** The dashboard as somebody builds it who serves it apart from the control plane. */
function build(): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, VITE_API_URL: localUrl };
  // The tests' own; with it the build would be none that anybody serves.
  delete env['NODE_ENV'];
  const vite = spawn(
    'npx',
    ['--no-install', 'vite', 'build', '--logLevel', 'warn', '--outDir', files, '--emptyOutDir'],
    {
      cwd: join(import.meta.dirname, '..'),
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return new Promise((done, fail) =>
    vite.once('exit', (code) => (code === 0 ? done() : fail(new Error(`vite build ended with ${code}`)))),
  );
}

beforeAll(async () => {
  await build();
  stranger = await serveFiles(files);
});

afterEach(closeAll);

afterAll(() => stranger.close());

test('a dashboard of the permitted origin signs in, changes things and hears of changes at once', async () => {
  const email = addressOf('far');
  const page = await openWindow();
  await page.goto(`${friend}/sign-in`);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'No store yet' }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Create your first store' }).click();
  await page.getByLabel('Name', { exact: true }).fill('From afar');
  await page.getByRole('button', { name: 'Create store' }).click();
  await page.getByRole('heading', { name: 'From afar' }).waitFor();
  await page.getByText('Ready', { exact: true }).first().waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'From afar' }).waitFor();

  // What another program does appears without being asked for.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Stores' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  const far = (await signIn(email)) as Person;
  expect((await as(far, 'POST', '/stores', { name: 'From elsewhere', engine: 'medusa' })).status).toBe(202);
  await page.getByRole('link', { name: 'From elsewhere', exact: true }).waitFor();

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail address').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});

test('a page of any other origin gets no answer', async () => {
  const page = await openWindow();
  await page.goto(`${stranger.url}/sign-in`);
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
});

test('before its changes a browser is told what it may send, once for ten minutes', async () => {
  const asked = (origin: string): Promise<Response> =>
    fetch(`${localUrl}/api/v1/stores`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key,x-csrf-token',
      },
    });
  const { headers } = await asked(friend);
  expect(headers.get('Access-Control-Allow-Origin')).toBe(friend);
  expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
  expect(headers.get('Access-Control-Allow-Methods')).toContain('POST');
  expect(headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toContain('x-csrf-token');
  expect(headers.get('Access-Control-Max-Age')).toBe('600');
  expect((await asked('https://elsewhere.example')).headers.get('Access-Control-Allow-Origin')).toBeNull();
});
