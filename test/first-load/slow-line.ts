import type { Browser, CDPSession, Page } from 'playwright-core';
import { newVisitor } from '../helpers/chromium.ts';

/** A poor mobile connection: 400 kbit/s each way, and 400 ms before each answer begins. */
const LINE = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
} as const;

/** One load by a browser with nothing of the product in its cache. */
export interface Load {
  /** Bytes as transferred over the connection, headers of the answers included. */
  readonly bytes: number;
  readonly requests: number;
  /** Milliseconds from the navigation to the first contentful paint, redirects included. */
  readonly paint: number;
}

/**
 * Opens the address over the slow line, in a fresh profile; `before` runs first, at full speed and with a cache of its
 * own.
 */
export async function firstLoad(
  browser: Browser,
  origins: readonly string[],
  address: string,
  before: (page: Page) => Promise<void> = async () => {},
): Promise<Load> {
  const { page, context, complaints } = await newVisitor(browser, origins);
  try {
    await before(page);
    const session = await context.newCDPSession(page);
    const count = await slowDown(session);
    await page.goto(address, { waitUntil: 'networkidle' });
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    if (paint === 0 || complaints.length > 0) throw new Error(`${address}: ${complaints.join('\n') || 'no paint'}`);
    return { ...count(), paint };
  } finally {
    await context.close();
  }
}

/** Empties the cache, slows the page down, and starts the counts. */
async function slowDown(session: CDPSession): Promise<() => Pick<Load, 'bytes' | 'requests'>> {
  let bytes = 0;
  let requests = 0;
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  session.on('Network.requestWillBeSent', ({ redirectResponse }) => {
    requests += 1;
    bytes += redirectResponse?.encodedDataLength ?? 0;
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.emulateNetworkConditions', LINE);
  return () => ({ bytes, requests });
}
