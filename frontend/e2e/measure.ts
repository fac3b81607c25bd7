import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { watchTraffic } from './traffic';

const url = process.env['WEAVER_URL'] ?? 'http://localhost:3000';
const owner = process.env['WEAVER_OWNER'] ?? 'demo';
const runs = Number(process.env['RUNS'] ?? 10);

const LATE = 500;

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
});

afterAll(() => browser.close());

/** A browser that was never here before, with somebody signed in. */
async function fresh(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((name) => localStorage.setItem('storeweaver.demo-name', name), owner);
  return page;
}

function figure(words: string): void {
  process.stdout.write(`\nfigure: ${words}\n`);
}

function spread(times: number[], unit = 'ms'): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toString();
  return `median ${at(0.5)}, worst ${at(1)} ${unit} of ${sorted.length}`;
}

interface FirstLoad {
  bytes: Record<string, number>;
  paint: number;
  rows: number;
}

/** Opens the list in a fresh browser and notes what came over the line and when something was to be seen. */
async function firstLoad(): Promise<FirstLoad> {
  const page = await fresh();
  const { bytes } = await watchTraffic(page);
  await page.addInitScript(() => {
    const seen = window as unknown as { paint: number; rows: number };
    new PerformanceObserver((list) => {
      seen.paint = list.getEntries().at(-1)?.startTime ?? 0;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const watch = new MutationObserver(() => {
      if (document.querySelector('tbody tr') !== null) {
        watch.disconnect();
        // The rows are there, and the page has nothing left to do that would keep a press on them waiting.
        requestIdleCallback(() => (seen.rows = performance.now()));
      }
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${url}/`);
  await page.locator('tbody tr').first().waitFor();
  // A while after the rows, so that a larger paint that comes late is counted too.
  await page.waitForFunction(
    (late) => performance.now() > ((window as unknown as { rows?: number }).rows ?? Infinity) + late,
    LATE,
  );
  const { paint, rows } = await page.evaluate(() => {
    const seen = window as unknown as { paint: number; rows: number };
    return { paint: seen.paint, rows: seen.rows };
  });
  await page.context().close();
  return { bytes, paint, rows };
}

test('the first load', async () => {
  const loads: FirstLoad[] = [];
  for (let run = 0; run < runs; run += 1) {
    loads.push(await firstLoad());
  }
  const kib = (kind: string): string => ((loads[0]?.bytes[kind] ?? 0) / 1024).toFixed(1);
  figure(
    `first load: JavaScript ${kib('Script')} KiB, styles ${kib('Stylesheet')} KiB, fonts ${kib('Font')} KiB over the line`,
  );
  figure(`largest contentful paint: ${spread(loads.map((load) => load.paint))}`);
  figure(`list of stores to be seen and used: ${spread(loads.map((load) => load.rows))}`);
});

test('a search in the list', async () => {
  const page = await fresh();
  await page.goto(`${url}/`);
  await page.locator('tbody tr').first().waitFor();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const wanted = `Shop ${77 + run}`;
    const began = Date.now();
    await page.getByRole('searchbox').fill(wanted);
    await page.getByRole('link', { name: wanted, exact: true }).waitFor();
    times.push(Date.now() - began);
  }
  figure(`search, from the last letter to the rows (180 ms of them wait for another letter): ${spread(times)}`);
  await page.context().close();
});

test('from the click to the first progress of a new store', async () => {
  const page = await fresh();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await page.goto(`${url}/?new=true`);
    await page.getByLabel('Name', { exact: true }).fill(`Measured ${Date.now()}`);
    await page
      .getByText(/\.localhost/)
      .first()
      .waitFor();
    const took = page.evaluate(
      () =>
        new Promise<number>((done) => {
          let began = 0;
          document.addEventListener('submit', () => (began = performance.now()), { capture: true, once: true });
          const watch = new MutationObserver(() => {
            const steps = [...document.querySelectorAll('main ol li .sr-only')];
            if (began > 0 && steps.some((step) => /under way|done/.test(step.textContent))) {
              watch.disconnect();
              requestAnimationFrame(() => done(performance.now() - began));
            }
          });
          watch.observe(document, { childList: true, subtree: true, characterData: true });
        }),
    );
    await page.getByRole('button', { name: 'Create store' }).click();
    times.push(await took);
  }
  figure(`from the click on “Create store” to the first step that is shown: ${spread(times)}`);
  await page.context().close();
});
