import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromiumFor } from '../helpers/chromium.ts';
import { allBarriers, barriers, colourBarriers, newBarriers, overflow, structureFaults, unfold } from './quality.ts';

// A picture of example letters exists nowhere; any picture of its size will do.
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"/>';

/** Pages that one test looks at; each has visitors and a bound of its own. */
const SHARE = 32;
const shares = Array.from({ length: Math.ceil(galleryPages.length / SHARE) }, (_, place) => place * SHARE);

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ seed: false });
});
test.after.always(() => app?.stop());

for (const from of shares) {
  const until = Math.min(from + SHARE, galleryPages.length);
  test.serial(
    `every page in every state is without barriers, light and dark, wide and narrow, and never wider than its window: ${from + 1} to ${until}`,
    (t) => assertPages(t, from, until),
  );
}

async function assertPages(t: ExecutionContext, from: number, until: number): Promise<void> {
  t.timeout(240_000);
  // Colours that are still on their way from light to dark would be measured half-way.
  const { page, context, complaints } = await newVisitor(await openChromiumFor(t), [app.issuer], {
    reducedMotion: 'reduce',
  });
  await context.route('**/captcha/ejemplo.png', (route) =>
    route.fulfill({ body: picture, contentType: 'image/svg+xml' }),
  );
  const faults: string[] = [];
  for (let place = from; place < until; place += 1) {
    await page.goto(`${app.issuer}/galeria/${place}`);
    await unfold(page);
    const found = await faultsOf(page, isFirst(place));
    faults.push(...found.map((fault) => `${galleryPages[place]?.name}, ${fault}`));
  }
  t.deepEqual(faults, []);
  t.deepEqual(complaints, []);
}

/** Whether no page before it has the same view. */
const isFirst = (place: number): boolean =>
  galleryPages.findIndex(({ view }) => view === galleryPages[place]?.view) === place;

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly rules: typeof barriers;
}

/** Every state with a part not seen before is seen by all rules in the light, and by those for colours in the dark. */
const everyState: readonly Look[] = [
  { width: 390, colorScheme: 'light', rules: barriers },
  { width: 1280, colorScheme: 'dark', rules: colourBarriers },
];
/** One state of each view is seen in any case and in every way: what is shown at one width alone belongs to the view. */
const firstState: readonly Look[] = [
  { width: 390, colorScheme: 'dark', rules: colourBarriers },
  { width: 1280, colorScheme: 'light', rules: barriers },
];

async function faultsOf(page: Page, first: boolean): Promise<string[]> {
  const faults = await structureFaults(page);
  for (const width of [320, 640, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await overflow(page);
    if (over > 0) faults.push(`${width}: ${over} pixels too wide`);
  }
  const look = first ? allBarriers : newBarriers;
  for (const { width, colorScheme, rules } of [...everyState, ...(first ? firstState : [])]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    faults.push(...(await look(page, rules)).map((fault) => `${width}, ${colorScheme}: ${fault}`));
  }
  return faults;
}
