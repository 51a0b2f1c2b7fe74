import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { refusedPicture } from '../../src/http/forms/refused-picture.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { invisible, wide } from '../helpers/pasted.ts';
import { openForm } from './open-form.ts';
import { openStage, type Stage } from './stage.ts';
import { camila, fill, focused, heading, press } from './steps.ts';

const TYPED = { ...camila, captcha: 'XXXXX' };
const LOST = ['clave', 'clave2', 'captcha'];

let stage: Stage;
test.before(async () => {
  stage = await openStage();
});
test.after.always(() => stage.close());

const picture = async (page: Page): Promise<string> => (await page.locator('.captcha img').getAttribute('src')) ?? '';

const statusOf = async (page: Page, path: string): Promise<number> =>
  (await page.request.get(stage.app.issuer + path)).status();

async function valuesOf(page: Page, names: readonly string[]): Promise<Record<string, string>> {
  const pairs = names.map(async (name) => [name, await page.locator(`[name="${name}"]`).inputValue()]);
  return Object.fromEntries(await Promise.all(pairs));
}

test.serial(
  '[B7] the script puts dots into a number that was pasted with marks and odd dashes, and no other',
  async (t) => {
    const { page } = await openForm(t, stage, true);
    const shown = async (typed: string): Promise<string> => {
      await page.locator('#rut').fill(typed);
      await page.locator('#rut').dispatchEvent('change');
      return page.locator('#rut').inputValue();
    };
    for (const mark of invisible) t.is(await shown(`${[...'44000003'].join(mark)}\u22127`), '44.000.003-7');
    t.is(await shown(wide('44000003-7')), '44.000.003-7');
    t.is(await shown('44000003-7 x'), '44000003-7 x');
  },
);

test.serial('«Refrescar» with script changes the picture and nothing else', async (t) => {
  const { page, complaints } = await openForm(t, stage, true);
  await fill(page, TYPED);
  await page.evaluate('window.same = true');
  const before = await picture(page);
  await page.getByRole('button', { name: 'Refrescar' }).click();
  await page.locator(`.captcha img:not([src="${before}"])`).waitFor();

  const now = await valuesOf(page, Object.keys(TYPED));
  t.deepEqual(now, { ...TYPED, rut: '44.000.003-7', captcha: '' });
  t.true(await page.evaluate('window.same'));
  t.is(await focused(page), 'captcha');
  t.deepEqual([await statusOf(page, before), await statusOf(page, await picture(page))], [404, 200]);

  await page.locator('#captcha').fill(CAPTCHA_ANSWER.toLowerCase());
  await press(page, 'Crear Cuenta');
  t.is(await heading(page), 'Éxito');
  t.deepEqual(complaints, []);
});

test.serial('«Refrescar» without script keeps all but keys and letters', async (t) => {
  const { page, complaints } = await openForm(t, stage, false);
  await keepsAllButKeys(t, page);
  t.deepEqual(complaints, []);
});

test.serial('«Refrescar» goes the way without script when the script gets no letters', async (t) => {
  const { page } = await openForm(t, stage, true);
  await page.route('**/captcha', (route) => route.abort());
  await keepsAllButKeys(t, page);
});

async function keepsAllButKeys(t: ExecutionContext, page: Page): Promise<void> {
  await fill(page, TYPED);
  const before = await picture(page);
  await page.getByRole('button', { name: 'Refrescar' }).click();
  await page.locator('#rut[value]').waitFor();

  const kept = Object.entries({ ...TYPED, rut: '44.000.003-7' }).map(([name, value]) => [
    name,
    LOST.includes(name) ? '' : value,
  ]);
  t.deepEqual(await valuesOf(page, Object.keys(TYPED)), Object.fromEntries(kept));
  t.is(await page.locator('#resumen').count(), 0);
  t.deepEqual([await statusOf(page, before), await statusOf(page, await picture(page))], [404, 200]);
}

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';

  test.serial(
    `[ux 4] wrong letters are told, and nothing but keys and letters has to be written again, ${how}`,
    async (t) => {
      const { page } = await openForm(t, stage, script);
      const before = await picture(page);
      await fill(page, TYPED);
      await page.getByRole('button', { name: 'Crear Cuenta' }).click();
      await page.locator('#resumen').waitFor();

      t.is(await focused(page), 'resumen');
      const words = await page.locator('#captcha-e').innerText();
      t.regex(words, /letras/);
      t.not(await picture(page), before);
      t.is(await statusOf(page, before), 404);
      t.is(await page.locator('#calle').inputValue(), TYPED.calle);
      t.is(await page.locator('#comuna').inputValue(), TYPED.comuna);
      t.is(await page.locator('#captcha').inputValue(), '');
    },
  );
}

test.serial('the letters can be heard', async (t) => {
  const { page, complaints } = await openForm(t, stage, true);
  const href = (await page.locator('#escuchar').getAttribute('href')) ?? '';
  const answer = await page.request.get(`${stage.app.issuer}${href}`);
  t.is(answer.headers()['content-type'], 'audio/wav');
  t.is((await answer.body()).subarray(0, 4).toString(), 'RIFF');

  const [played] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('.wav')),
    page.locator('#escuchar').click(),
  ]);
  t.is(new URL(played.url()).pathname, href);
  t.is(new URL(page.url()).pathname, '/registro/natural');
  t.deepEqual(complaints, []);
});

test.serial('[A6] a picture that is refused says so in its place, and a sound on a page; the form stays', async (t) => {
  const { page } = await openForm(t, stage, true);
  const [status, body] = [
    429,
    refusedPicture(catalogueOf(defaultLocale).pages.shared.tooManyPictures('16.20 (hora de Santiago)')),
  ];
  await page.route('**/captcha/*.png', (route) => route.fulfill({ status, contentType: 'image/svg+xml', body }));
  const wait = { status, contentType: 'text/html', body: 'Espere' };
  await page.context().route('**/captcha/*.wav', (route) => route.fulfill(wait));
  await fill(page, TYPED);
  const before = await picture(page);
  await page.getByRole('button', { name: 'Refrescar' }).click();
  await page.locator(`.captcha img:not([src="${before}"])`).waitFor();
  const image = "document.querySelector('.captcha img')";
  t.is(await page.evaluate(`${image}.decode().then(() => ${image}.naturalWidth)`), 240);
  const drawn = await page.context().newPage();
  await drawn.setContent(body);
  const cut = await drawn.evaluate(`(() => {
    const frame = document.querySelector('svg').getBoundingClientRect();
    const outside = ({ left, right, bottom }) => left < frame.left || right > frame.right || bottom > frame.bottom;
    return [...document.querySelectorAll('svg text')].filter((line) => outside(line.getBoundingClientRect())).length;
  })()`);
  t.is(cut, 0, 'every line is seen whole');
  await drawn.close();

  const [said] = await Promise.all([page.context().waitForEvent('page'), page.locator('#escuchar').click()]);
  t.is(await said.locator('body').innerText(), 'Espere');
  t.is(await page.locator('#calle').inputValue(), TYPED.calle);
});
