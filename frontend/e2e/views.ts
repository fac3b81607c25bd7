import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { breaches, type Look } from './world';

const shots = join(import.meta.dirname, 'shots');

/** Something that can be on the screen. */
export interface View {
  name: string;
  open: (look: Look) => Promise<Page>;
  /** What makes the view complete. */
  reach: (page: Page) => Promise<unknown>;
}

/** Looks at each view in both themes and at all widths; pictures of them are left in `shots`. */
export function lookAt(views: View[]): void {
  beforeAll(() => void mkdirSync(shots, { recursive: true }));
  describe.each(['light', 'dark'] as const)('in %s', (theme) => {
    test.each(views)('$name has no barrier and fits from a phone to a wide screen', async ({ name, open, reach }) => {
      const page = await open({ theme, width: 1280 });
      await reach(page);
      expect(await breaches(page)).toEqual([]);
      for (const [width, height] of [
        [1920, 1080],
        [1280, 800],
        [390, 844],
        [320, 640],
      ] as const) {
        await page.setViewportSize({ width, height });
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `pixels that stick out at ${width}`).toBe(0);
        await page.screenshot({ path: join(shots, `${name}-${width}-${theme}.png`) });
      }
      expect(await breaches(page)).toEqual([]);
    });
  });
}
