import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

// The axe that @axe-core/playwright brings, run by hand: its own wrapper takes five times as long for each page. The smaller
// of its two files is half the work to send and to compile.
const axeFile = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');

/** Pages that were looked at once; those looked at again have the source in the browser, for each document to come. */
const seen = new WeakSet<Page>();
const kept = new WeakSet<Page>();

/**
 * Makes `axe` exist in the page's window. Half a megabyte crosses to the browser once or twice for each page, since to send
 * it takes longer than to look.
 */
export async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate('"axe" in window || ("loadAxe" in window && (loadAxe(), true))')) return;
  await page.evaluate(axeSource);
  if (seen.has(page) && !kept.has(page)) {
    kept.add(page);
    await page.addInitScript({ content: `window.loadAxe = () => { ${axeSource} };` });
  }
  seen.add(page);
}
