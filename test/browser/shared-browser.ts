import test from 'ava';
import type { Browser } from 'playwright-core';
import { openChromium } from '../helpers/chromium.ts';

let shared: Promise<Browser> | undefined;

/** The browser of a test file, started at its first use and closed after its last test: every visitor is a new context. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= openChromium();
  return shared;
}

test.after.always('the browser of the file is closed', async () => {
  await (await shared)?.close();
});
