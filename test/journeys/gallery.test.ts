import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { type Measurer, openMeasurer } from '../browser/measurer.ts';
import {
  arePartsClean,
  barriers,
  colourBarriers,
  measure,
  notedBarriers,
  type PageParts,
  unfold,
} from '../browser/quality.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { answerWith } from './answer-with.ts';

// A picture of an example captcha exists nowhere; any picture of its size will do.
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"/>';

/** Pages that one test looks at; each has a bound of its own. */
const SHARE = 32;
const shares = Array.from({ length: Math.ceil(galleryPages.length / SHARE) }, (_, place) => place * SHARE);

let app: TestApp;
let measurer: Measurer;

test.before(async (t) => {
  t.timeout(withinMs(120_000));
  app = await openTestApp({ seed: false });
  measurer = await openMeasurer([app.issuer]);
  await answerWith(measurer.visitor, '*/captcha/ejemplo.png', { type: 'image/svg+xml', body: picture });
});
test.after.always(async () => {
  await measurer?.browser.close();
  await app?.stop();
});

for (const from of shares) {
  const until = Math.min(from + SHARE, galleryPages.length);
  test.serial(
    `[ux 1, ux 11, ux 26] every page in every state is without barriers, light and dark, wide and narrow, and never wider than its window: ${from + 1} to ${until}`,
    (t) => assertPages(t, from, until),
  );
}

async function assertPages(t: ExecutionContext, from: number, until: number): Promise<void> {
  t.timeout(withinMs(240_000));
  const { page, complaints } = measurer.visitor;
  const faults: string[] = [];
  for (let place = from; place < until; place += 1) {
    await page.goto(`${app.issuer}/galeria/${place}`);
    const found = await faultsOf(page, place);
    faults.push(...found.map((fault) => `${galleryPages[place]?.name}, ${fault}`));
  }
  t.deepEqual(faults, []);
  t.deepEqual(complaints.splice(0), []);
}

/** Whether no page before it has the same view. */
const isFirst = (place: number): boolean =>
  galleryPages.findIndex(({ view }) => view === galleryPages[place]?.view) === place;

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly rules: typeof barriers;
  /** One state of each view is seen in this way, and no other: what is shown at one width alone belongs to the view. */
  readonly firstOnly: boolean;
}

interface Window {
  readonly width: number;
  readonly height: number;
  readonly looks: readonly Look[];
}

/**
 * Every state with a part not seen before is seen by all rules in the light, and by those for colours in the dark; one state
 * of each view is seen in any case and in every way. The window of a width that is only measured is low: less is painted.
 */
const windows: readonly Window[] = [
  {
    width: 390,
    height: 900,
    looks: [
      { colorScheme: 'light', rules: barriers, firstOnly: false },
      { colorScheme: 'dark', rules: colourBarriers, firstOnly: true },
    ],
  },
  { width: 320, height: 300, looks: [] },
  { width: 640, height: 300, looks: [] },
  {
    width: 1280,
    height: 900,
    looks: [
      { colorScheme: 'light', rules: barriers, firstOnly: true },
      { colorScheme: 'dark', rules: colourBarriers, firstOnly: false },
    ],
  },
];

async function faultsOf(page: Page, place: number): Promise<string[]> {
  await unfold(page);
  const faults: string[] = [];
  const first = isFirst(place);
  // Back from where the page before ended.
  for (const { width, height, looks } of place % 2 === 0 ? windows : windows.toReversed()) {
    if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height });
    const { over, faults: structure, shown } = await measure(page);
    faults.push(...(over > 0 ? [`${width}: ${over} pixels too wide`] : []), ...structure);
    for (const look of looks) faults.push(...(await seen(page, look, { width, parts: shown.parts, first })));
  }
  return faults;
}

async function seen(
  page: Page,
  { colorScheme, rules, firstOnly }: Look,
  { width, parts, first }: Pick<PageParts, 'parts'> & { readonly width: number; readonly first: boolean },
): Promise<string[]> {
  const shown = { window: `${width} ${colorScheme === 'dark'}`, parts };
  if (!first && (firstOnly || arePartsClean(rules, shown))) return [];
  await page.emulateMedia({ colorScheme });
  return (await notedBarriers(page, rules, shown)).map((fault) => `${width}, ${colorScheme}: ${fault}`);
}
