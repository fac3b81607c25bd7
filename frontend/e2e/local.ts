import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { components } from '../src/api/schema';
import { openWindow, someone, until, type Look } from './world';

export const localUrl = inject('localUrl');
export const password = 'a quiet afternoon in the harbour';

const COOKIE = 'storeweaver_session';

/** Somebody who is signed in to the server with accounts. */
export interface Person {
  id: string;
  email: string;
  cookie: string;
  csrf: string;
}

interface Answer {
  status: number;
  body: unknown;
}

async function ask(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
  return fetch(`${localUrl}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

// All of them come from this machine, but so many tries of one address would be refused.
let address = 0;

/** Signs in as a program would; `null` where that is refused. */
export async function signIn(email: string, secret = password): Promise<Person | null> {
  const from = { 'X-Forwarded-For': `10.0.0.${++address % 250}` };
  const response = await ask('POST', '/auth/login', from, { email, password: secret });
  const cookie = new RegExp(`${COOKIE}=([^;]+)`).exec(response.headers.get('Set-Cookie') ?? '')?.[1];
  if (!response.ok || cookie === undefined) {
    return null;
  }
  const session = (await response.json()) as components['schemas']['Session'];
  return { id: session.account.id, email, cookie, csrf: session.csrf_token };
}

/** The API as somebody's browser asks it. */
export async function as(person: Person, method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { Cookie: `${COOKIE}=${person.cookie}`, 'X-CSRF-Token': person.csrf };
  return answerOf(await ask(method, path, headers, body));
}

/** The API as a program with a token asks it. */
export async function withToken(token: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return answerOf(await ask(method, path, { Authorization: `Bearer ${token}` }, body));
}

/** An e-mail address that nobody has had. */
export function addressOf(name: string): string {
  return `${someone(name)}@example.org`;
}

/** Makes an account as an operator does, and signs in to it. */
export async function newcomer(operator: Person, name: string): Promise<Person> {
  const email = addressOf(name);
  const { status } = await as(operator, 'POST', '/users', { email, password });
  expect(status).toBe(201);
  const person = await signIn(email);
  if (person === null) {
    throw new Error(`${email} cannot sign in`);
  }
  return person;
}

/** A store of somebody's, made and ready. */
export async function readyStore(owner: Person, name: string): Promise<components['schemas']['Store']> {
  const { status, body } = await as(owner, 'POST', '/stores', { name, engine: 'woocommerce' });
  expect(status).toBe(202);
  const { id } = body as components['schemas']['Store'];
  return until(
    async () => (await as(owner, 'GET', `/stores/${id}`)).body as components['schemas']['Store'],
    (store) => store.status === 'READY',
  );
}

/** A browser window of its own in which somebody is signed in; `null` is nobody. */
export async function openLocal(who: Person | null, path: string, look: Look = {}): Promise<Page> {
  const page = await openWindow(look);
  if (who !== null) {
    await page
      .context()
      .addCookies([{ name: COOKIE, value: who.cookie, url: localUrl, httpOnly: true, sameSite: 'Lax' }]);
  }
  await page.goto(localUrl + path);
  return page;
}

/** Signs in by the form that is on the screen. */
export async function enter(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
