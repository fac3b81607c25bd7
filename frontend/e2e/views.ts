import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { breaches, close, until, type Look } from './world';

const shots = join(import.meta.dirname, 'shots');

const DESK = { width: 1280, height: 800 };
const WALL = { width: 1920, height: 1080 };
const PHONE = { width: 390, height: 844 };
const SMALL = { width: 320, height: 640 };

/** Something that can be on the screen. */
export interface View {
  name: string;
  open: (look: Look) => Promise<Page>;
  /** What makes the view complete. */
  reach: (page: Page) => Promise<unknown>;
}

/** Looks at each view at all widths and in both themes; pictures of them are left in `shots`. */
export function lookAt(views: View[]): void {
  beforeAll(() => void mkdirSync(shots, { recursive: true }));
  describe.concurrent('from a phone to a wide screen', () => {
    test.each(views)('$name fits and has no barrier, in light and in dark', async ({ name, open, reach }) => {
      const page = await open({ theme: 'system', ...DESK });
      try {
        await reach(page);
        await look(page, name);
      } finally {
        await close(page);
      }
    });
  });
}

async function look(page: Page, name: string): Promise<void> {
  expect(await breaches(page)).toEqual([]);
  await show(page, name, 'light', [DESK, WALL, PHONE]);
  await fit(page, SMALL);
  expect(await breaches(page)).toEqual([]);

  // The same page in other colours: only the rules on colours can find anything else.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  expect(await breaches(page, 'colours')).toEqual([]);
  await show(page, name, 'dark', [PHONE, WALL, DESK]);
  expect(await breaches(page, 'colours')).toEqual([]);
}

async function show(page: Page, name: string, theme: string, sizes: (typeof DESK)[]): Promise<void> {
  for (const size of sizes) {
    await fit(page, size);
    await page.screenshot({ path: join(shots, `${name}-${size.width}-${theme}.png`) });
  }
}

/** Gives the window a size, and waits until nothing sticks out of it: a menu takes its new place a moment later. */
async function fit(page: Page, size: typeof DESK): Promise<void> {
  await page.setViewportSize(size);
  await until(
    () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    (pixels) => pixels === 0,
    10_000,
  );
}
