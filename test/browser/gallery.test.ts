import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { galleryPages } from '../../src/web/gallery/pages.ts';
import { newVisitor, openChromium } from '../helpers/chromium.ts';
import { openTestHouse } from '../helpers/house.ts';
import { barriers, colourBarriers, overflow, unfold } from './quality.ts';

// A picture of example letters exists nowhere; any picture of its size will do.
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"/>';

/** Pages that one test looks at; each has its own browser and its own bound. */
const SHARE = 32;
const shares = Array.from({ length: Math.ceil(galleryPages.length / SHARE) }, (_, place) => place * SHARE);

for (const from of shares) {
  const until = Math.min(from + SHARE, galleryPages.length);
  test.serial(
    `every page in every state is without barriers, light and dark, wide and narrow, and never wider than its window: ${from + 1} to ${until}`,
    (t) => assertPages(t, from, until),
  );
}

async function assertPages(t: ExecutionContext, from: number, until: number): Promise<void> {
  t.timeout(240_000);
  const house = await openTestHouse({ seed: false });
  const browser = await openChromium();
  t.teardown(async () => {
    await browser.close();
    await house.stop();
  });
  // Colours that are still on their way from light to dark would be measured half-way.
  const { page, context, complaints } = await newVisitor(browser, [house.issuer], { reducedMotion: 'reduce' });
  await context.route('**/captcha/ejemplo.png', (route) =>
    route.fulfill({ body: picture, contentType: 'image/svg+xml' }),
  );
  const faults: string[] = [];
  for (let place = from; place < until; place += 1) {
    await page.goto(`${house.issuer}/galeria/${place}`);
    await unfold(page);
    faults.push(...(await faultsOf(page)).map((fault) => `${galleryPages[place]?.name}, ${fault}`));
  }
  t.deepEqual(faults, []);
  t.deepEqual(complaints, []);
}

async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [320, 640, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await overflow(page);
    if (over > 0) faults.push(`${width}: ${over} pixels too wide`);
    if (width !== 390 && width !== 1280) continue;
    // All rules in the light; the dark changes nothing but colours.
    for (const [colorScheme, look] of [
      ['light', barriers],
      ['dark', colourBarriers],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await look(page)).map((fault) => `${width}, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}
