import { afterEach, expect, test } from 'vitest';
import { watchTraffic } from './traffic';
import { api, closeAll, openWindow, signInAs, someone, until, untilStatus, url } from './world';

afterEach(closeAll);

const BUDGET = 150_000;

test('a browser that was never here gets the list of stores with at most 150 kB of JavaScript', async () => {
  const who = someone('first-visit');
  const store = await api(who).create('Light');
  await untilStatus(who, store.id, 'READY');
  const page = await openWindow();
  await signInAs(page, who);
  const traffic = await watchTraffic(page);
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: 'Light', exact: true }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText(/^Sandbox:/).waitFor();
  // What is fetched ahead counts as well.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  await until(
    () => Promise.resolve(traffic.scriptsPending()),
    (pending) => pending === 0,
  );
  const script = traffic.bytes['Script'] ?? 0;
  process.stdout.write(`JavaScript of the first load: ${(script / 1000).toFixed(1)} of ${BUDGET / 1000} kB\n`);
  expect(script).toBeGreaterThan(0);
  expect(script).toBeLessThanOrEqual(BUDGET);
});
