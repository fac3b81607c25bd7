import type { Page } from 'playwright-core';

/** What comes over the line to a page, its headers included. */
export interface Traffic {
  /** Bytes by kind, as browsers name them: `Script`, `Stylesheet`, `Font`. */
  bytes: Record<string, number>;
  /** How many scripts are asked for and not there yet. */
  scriptsPending: () => number;
}

/** Counts from now on what comes over the line. */
export async function watchTraffic(page: Page): Promise<Traffic> {
  const line = await page.context().newCDPSession(page);
  const asked = new Map<string, string>();
  const bytes: Record<string, number> = {};
  line.on('Network.requestWillBeSent', ({ requestId, type }) => asked.set(requestId, type ?? 'Other'));
  line.on('Network.loadingFailed', ({ requestId }) => void asked.delete(requestId));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = asked.get(requestId) ?? 'Other';
    asked.delete(requestId);
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await line.send('Network.enable');
  return { bytes, scriptsPending: () => [...asked.values()].filter((kind) => kind === 'Script').length };
}
