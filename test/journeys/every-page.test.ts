import test, { type ExecutionContext } from 'ava';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { overflow, unfold } from '../browser/quality.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromium } from '../helpers/chromium.ts';
import { crawl } from '../helpers/crawl.ts';
import { withinMs } from '../helpers/within-ms.ts';

let app: TestApp;
let browser: Browser;
let paths: readonly string[];

test.before(async (t) => {
  t.timeout(withinMs(120_000));
  app = await openTestApp({ seed: false });
  browser = await openChromium();
  const reached = (await crawl(app.issuer)).filter(({ status }) => status === 200);
  paths = [...reached.map(({ path }) => path), '/cuenta'];
});
test.after.always(async () => {
  await browser.close();
  await app.stop();
});

/** Opens each page, and gives what was found wrong with it. */
async function onEvery(
  t: ExecutionContext,
  options: BrowserContextOptions,
  faultsOf: (page: Page) => Promise<readonly string[]>,
): Promise<void> {
  t.timeout(withinMs(180_000));
  const { page, context, complaints } = await newVisitor(browser, [app.issuer], {
    reducedMotion: 'reduce',
    ...options,
  });
  t.teardown(() => context.close());
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(app.issuer + path);
    faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
  }
  t.deepEqual(faults, []);
  t.deepEqual(complaints, []);
}

/** WCAG 1.4.12, as a sheet that no policy of the page forbids. */
const SPACED = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
  document.adoptedStyleSheets = [sheet];
}`;
const CLIPPED = `[...document.querySelectorAll('main *, header *')]
  .filter((one) => one.checkVisibility() && !one.closest('.oculto') && /hidden|clip/.test(getComputedStyle(one).overflowX))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && !one.matches('.portada, input, select'))
  .map((one) => 'cut: ' + one.outerHTML.slice(0, 80))`;
/** Whatever is pressed; a link within a sentence is as high as its line (2.5.8). */
const SMALL = `[...document.querySelectorAll('a, button, input, select, summary')]
  .filter((one) => one.checkVisibility() && one.type !== 'hidden' && !one.matches('.oculto, .salto'))
  .filter((one) => !(one.matches('a') && getComputedStyle(one).display === 'inline'))
  .map((one) => [one, one.matches('input[type=radio], input[type=checkbox]') ? one.closest('label') ?? one : one])
  .map(([one, area]) => [one, area.getBoundingClientRect()])
  .filter(([one, { width, height }]) => Math.min(width, height) < (one.matches('.btn') ? 44 : 24))
  .map(([one, { width, height }]) => Math.round(width) + ' by ' + Math.round(height) + ': ' + one.outerHTML.slice(0, 80))`;
const SHIFTED = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 100);
})`;

test.serial(
  '[ux 12] with letters, words and lines further apart nothing is cut and no page wider than its window (1.4.12)',
  (t) =>
    onEvery(t, { viewport: { width: 360, height: 800 } }, async (page) => {
      await unfold(page);
      await page.evaluate(SPACED);
      const over = await overflow(page);
      return [...(over > 0 ? [`${over} pixels too wide`] : []), ...(await page.evaluate<string[]>(CLIPPED))];
    }),
);

test.serial('[ux 14] whatever is pressed is at least 24 pixels, and what acts at least 44 (2.5.8)', (t) =>
  onEvery(t, { viewport: { width: 390, height: 800 } }, async (page) => {
    await unfold(page);
    return page.evaluate<string[]>(SMALL);
  }),
);

test.serial('[ux 10] nothing moves while a page loads', (t) =>
  onEvery(t, { viewport: { width: 390, height: 800 } }, async (page) => {
    const shifted = await page.evaluate<number>(SHIFTED);
    return shifted > 0 ? [`moved by ${shifted}`] : [];
  }),
);

/** In high contrast every colour of ours is gone, and with it whatever is told from the page by its background alone. */
const EDGELESS = `matchMedia('(forced-colors: active)').matches
  ? [...document.querySelectorAll('.btn, input, select')]
      .filter((one) => one.checkVisibility() && one.type !== 'hidden' && !one.matches('.oculto, [type=radio], [type=checkbox]'))
      .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1 || getComputedStyle(one).borderTopStyle === 'none')
      .map((one) => 'no edge: ' + one.outerHTML.slice(0, 80))
  : ['the colours are ours']`;

test.serial('[ux 26] in high contrast every field and button keeps its edge', (t) =>
  onEvery(t, { forcedColors: 'active' }, (page) => page.evaluate<string[]>(EDGELESS)),
);

test.serial('[ux 3] without script nothing is seen that only script makes work', (t) =>
  onEvery(t, { javaScriptEnabled: false }, async (page) => {
    const dead = page.locator('[data-ver]').filter({ visible: true });
    return (await dead.count()) > 0 ? [await dead.first().innerText()] : [];
  }),
);

test.serial(
  '[ux 13] every stop of the Tab key is seen, with a mark around it, and none lies under something else',
  async (t) => {
    t.timeout(withinMs(120_000));
    const { page, context } = await newVisitor(browser, [app.issuer], { viewport: { width: 1280, height: 800 } });
    t.teardown(() => context.close());
    let stops = 0;
    for (const path of ['/', '/ayuda', '/recuperar', '/registro/natural', '/cambiar/natural', '/cuenta', '/estado']) {
      await page.goto(app.issuer + path);
      if (path === '/') await page.locator('.nav summary').nth(1).click();
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press('Tab');
        const fault = await page.evaluate<string | null | undefined>(STOP);
        if (fault === null) break;
        stops += 1;
        t.is(fault, undefined, path);
      }
    }
    t.true(stops > 90, String(stops));
  },
);
const STOP = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const name = one.outerHTML.slice(0, 90);
  if (getComputedStyle(one).outlineStyle === 'none') return 'no mark: ' + name;
  const x = (left + right) / 2, y = (top + bottom) / 2;
  if (y < 0 || y > innerHeight || x < 0 || x > innerWidth) return 'out of sight: ' + name;
  const upon = document.elementsFromPoint(x, y)[0];
  return one === upon || one.contains(upon) || upon?.contains(one) ? undefined : 'covered: ' + name;
})()`;

test.serial('[ux 19] a RUT is put in order when one leaves its field, and not while one types', async (t) => {
  const { page, context } = await newVisitor(browser, [app.issuer]);
  t.teardown(() => context.close());
  await page.goto(`${app.issuer}/registro/natural`);
  const rut = page.locator('#rut');
  await rut.pressSequentially('123456785');
  t.is(await rut.inputValue(), '123456785');
  await rut.press('ArrowLeft');
  await rut.press('Tab');
  t.is(await rut.inputValue(), '12.345.678-5');
});

test.serial(
  '[P10, ux 27] an outcome is printed on one sheet, without menus, buttons and words of the screen',
  async (t) => {
    t.timeout(withinMs(60_000));
    const { page, context } = await newVisitor(browser, [app.issuer]);
    t.teardown(() => context.close());
    const outcomes = new Set(['recovery/sent', 'key-change/done', 'data-update/done', 'registration/natural/done']);
    for (const [place, { name, view }] of galleryPages.entries()) {
      if (!outcomes.has(view)) continue;
      await page.goto(`${app.issuer}/galeria/${place}`);
      const sheets = (await page.pdf({ format: 'Letter' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      t.is(sheets.length, 1, name);
      await page.emulateMedia({ media: 'print' });
      t.is(await page.locator('.btn').filter({ visible: true }).count(), 0, name);
      t.notRegex(await page.locator('body').innerText(), /se actualiza sola|actualizarla ahora|se cierra sola/, name);
      await page.emulateMedia({ media: null });
    }
  },
);

test.serial(
  '[ux 33] with 400 kbit/s and 400 ms of way the sign-in can be typed into within three seconds',
  async (t) => {
    t.timeout(withinMs(60_000));
    const { page, context } = await newVisitor(browser, [app.issuer]);
    t.teardown(() => context.close());
    await page.goto(`${app.issuer}/cuenta`);
    const slow = await context.newCDPSession(page);
    await slow.send('Network.setCacheDisabled', { cacheDisabled: true });
    const rate = (400 * 1000) / 8;
    await slow.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: rate,
      uploadThroughput: rate,
    });
    const began = Date.now();
    await page.goto(page.url(), { waitUntil: 'commit' });
    await page.getByLabel('Clave Sence', { exact: true }).fill('Quiltro-77');
    const took = Date.now() - began;
    t.log(`${took} ms`);
    t.true(took < withinMs(3000), `${took} ms`);
  },
);
