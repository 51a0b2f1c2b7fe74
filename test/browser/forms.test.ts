import test from 'ava';
import type { Page } from 'playwright-core';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { regions } from '../../src/domain/comunas.ts';
import { render } from '../../src/http/views.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { openForm } from './open-form.ts';
import { openStage, type Stage } from './stage.ts';
import { camila, fill, focused, follow, heading, press } from './steps.ts';

let stage: Stage;
test.before(async (t) => {
  t.timeout(withinMs(60_000));
  stage = await openStage();
});
test.after.always(() => stage.close());

const comunasOf = (code: string): string[] =>
  regions.find((region) => region.code === code)?.comunas.map((one) => one.code) ?? [];
const listed = (page: Page): Promise<string[]> =>
  page.locator('#comuna option').evaluateAll((options) => options.map((one) => one.getAttribute('value') ?? ''));
const hasList = async (page: Page, region: string): Promise<void> => {
  await page.locator(`#comuna option[value="${comunasOf(region)[0]}"]`).waitFor({ state: 'attached' });
};

for (const width of [390, 1280])
  test.serial(
    `[P10] without script «Refrescar» comes back at the letters, with the picture in sight: ${width}`,
    async (t) => {
      const { page } = await openForm(t, stage, false);
      await page.setViewportSize({ width, height: 800 });
      await press(page, 'Refrescar');
      t.is(await focused(page), 'captcha');
      const picture = await page.locator('.captcha img').boundingBox();
      t.true(picture !== null && picture.y >= 0 && picture.y + picture.height <= 800, JSON.stringify(picture));
    },
  );

test.serial('[P10] with script the comunas follow the region, by one request, and the form is not sent', async (t) => {
  const { page, complaints } = await openForm(t, stage, true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate('window.same = true');
  t.false(await page.getByRole('button', { name: 'Elegir comuna' }).isVisible());
  for (const region of ['13', '11']) {
    await page.locator('#region').selectOption(region);
    await hasList(page, region);
    t.deepEqual(await listed(page), ['', ...comunasOf(region)]);
    t.is(await page.locator('#comuna').inputValue(), '');
  }
  await page.locator('#region').selectOption('');
  t.deepEqual(await listed(page), ['']);
  await fill(page, { ...camila, captcha: CAPTCHA_ANSWER });
  t.is(await page.locator('#comuna').inputValue(), camila.comuna);
  t.true(await page.evaluate('window.same'));
  t.is(asked.filter((path) => path.startsWith('/comunas/')).length, 1);
  await press(page, 'Crear Cuenta');
  t.is(await heading(page), 'Éxito');
  t.deepEqual(complaints, []);
});

test.serial(
  '[P10] where the list does not come, the button of the form brings it, and nothing typed is lost',
  async (t) => {
    const { page } = await openForm(t, stage, true);
    await page.route('**/comunas/*.json', (route) => route.fulfill({ status: 503, body: 'no' }));
    await fill(page, { rut: camila.rut, calle: camila.calle });
    await page.locator('#region').selectOption('13');
    const button = page.getByRole('button', { name: 'Elegir comuna' });
    await button.waitFor();
    await follow(page, button);
    t.is(await focused(page), 'comuna');
    t.deepEqual(await listed(page), ['', ...comunasOf('13')]);
    t.is(await page.locator('#calle').inputValue(), camila.calle);
  },
);

/** Stops of the Tab key within the main part, in their order, as they lie on the page. */
const STOPS = `[...document.querySelectorAll('main a[href], main input, main select, main textarea, main button, main summary')]
  .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && one.type !== 'hidden' && !one.closest('aside'))
  .map((one) => [one.id || one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .map(([name, { top, bottom, left, right }]) => ({ name, top, bottom, left, right }))`;
interface Stop {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Whether the next stop lies below, or to the right in the same row. */
const isOnward = (one: Stop, next: Stop): boolean =>
  next.top >= one.bottom - 1 || (next.left >= one.right - 1 && next.bottom > one.top + 1);

test.serial('[P10] on a wide screen the Tab key goes down each form as one reads it, in one column', async (t) => {
  t.timeout(withinMs(180_000));
  const { page, context } = await stage.visit({ viewport: { width: 1280, height: 900 } });
  t.teardown(() => context.close());
  const forms = [...new Map(galleryPages.map(({ view, locals }, place) => [view, { place, locals }]))].filter(
    ([view, { locals }]) => (render(view, locals).match(/<label for=/g) ?? []).length > 1,
  );
  t.true(forms.length > 20, String(forms.length));
  for (const [view, { place }] of forms) {
    await page.goto(`${stage.app.issuer}/galeria/${place}`);
    const stops = await page.evaluate<Stop[]>(STOPS);
    for (const [at, next] of stops.slice(1).entries()) {
      const one = stops[at] as Stop;
      t.true(isOnward(one, next), `${view}: ${one.name}, then ${next.name}`);
      // Two fields share a row only where they are one thing: block and flat.
      const row = next.top < one.bottom - 1 && /^[a-z_]+$/.test(one.name) && /^[a-z_]+$/.test(next.name);
      if (row) t.deepEqual([one.name, next.name], ['block', 'departamento'], view);
    }
  }
});
