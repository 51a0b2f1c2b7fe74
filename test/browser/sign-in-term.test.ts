import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { ageSignIns } from '../helpers/way-back.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { chooseProfile } from './client-steps.ts';
import { lookAt } from './quality.ts';
import { openStage, type Stage } from './stage.ts';
import { fill, heading, logIn, press } from './steps.ts';

let stage: Stage;
test.before(async () => {
  stage = await openStage();
});
test.after.always(() => stage.close());

/** The page of the key, in a new browser whose clock goes with the app's. */
async function openPage(t: ExecutionContext): Promise<{ page: Page; wait(minutes: number): Promise<void> }> {
  t.timeout(withinMs(90_000));
  const { page, context } = await stage.visit();
  t.teardown(() => context.close());
  await page.clock.install();
  await chooseProfile(page, stage, 'Persona');
  return {
    page,
    async wait(minutes) {
      await ageSignIns(stage.app, minutes);
      await page.clock.runFor(minutes * 60_000);
    },
  };
}

const question = (page: Page) => page.getByRole('dialog', { name: '¿Necesita más tiempo?' });

test.serial('two minutes before the sign-in ends its page asks; a user who goes on loses nothing typed', async (t) => {
  const { page, wait } = await openPage(t);
  await fill(page, { rut: '44.000.001-0', clave: 'Lautaro-77' });
  await wait(27);
  t.false(await question(page).isVisible());
  await wait(2);
  t.regex(await question(page).innerText(), /Cerraremos esta página en 2 minutos\./);
  await lookAt(t, page, true);
  await page.keyboard.press('Enter');
  await question(page).waitFor({ state: 'hidden' });
  await wait(27);
  await press(page, 'Ingresar');
  await page.waitForURL(`${stage.clientUrl}/`);
  t.pass();
});

test.serial(
  'a user who does not answer is brought back by the page itself, and the client gets the reason',
  async (t) => {
    const { page, wait } = await openPage(t);
    const answered = page.waitForRequest((request) => request.url().startsWith(`${stage.clientUrl}/vuelta?`));
    await wait(32);
    const { searchParams } = new URL((await answered).url());
    t.is(searchParams.get('error'), 'temporarily_unavailable');
    t.true(searchParams.get('error_uri')?.endsWith('/desarrolladores/errores#inactividad'));
    await page.waitForLoadState();
    t.is(await heading(page), 'Clave Sence está ocupada');
  },
);

test.serial('a user who goes on too late is brought back as well', async (t) => {
  const { page, wait } = await openPage(t);
  await wait(29);
  await ageSignIns(stage.app, 5);
  const answered = page.waitForRequest((request) => request.url().startsWith(`${stage.clientUrl}/vuelta?`));
  await question(page).getByRole('button', { name: 'Seguir conectado' }).click();
  t.true(new URL((await answered).url()).searchParams.get('error_uri')?.endsWith('#inactividad'));
});

test.serial('the way back in the question ends the sign-in as the one below does', async (t) => {
  const { page, wait } = await openPage(t);
  const answered = page.waitForRequest((request) => request.url().startsWith(`${stage.clientUrl}/vuelta?`));
  await wait(29);
  await question(page).getByRole('button', { name: 'Volver a la plataforma' }).click();
  const { searchParams } = new URL((await answered).url());
  t.is(searchParams.get('error'), 'access_denied');
  t.true(searchParams.get('error_uri')?.endsWith('#cancelado'));
});

test.serial('without script the page looks again when the time has ended, and not before', async (t) => {
  t.timeout(withinMs(60_000));
  const { page, context } = await stage.visit({ javaScriptEnabled: false });
  t.teardown(() => context.close());
  // Half an hour in a second: the app states the instant, the browser waits for less.
  await context.route('**/ingresar/**', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    const body = await answer.text();
    const said = '<meta http-equiv="refresh" content="1800"/>';
    if (answer.status() === 200) t.true(body.includes(said));
    return route.fulfill({ response: answer, body: body.replace(said, '<meta http-equiv="refresh" content="1"/>') });
  });
  const answered = page.waitForRequest((request) => request.url().startsWith(`${stage.clientUrl}/vuelta?`));
  await chooseProfile(page, stage, 'Persona');
  // The tab is a form, whose redirect no route sees; the page itself is asked for again.
  await page.reload();
  await ageSignIns(stage.app, 31);
  t.is(new URL((await answered).url()).searchParams.get('error'), 'temporarily_unavailable');
});

test.serial(
  'another person than the expected one: the page is without barriers, and leads to the key and back',
  async (t) => {
    const { page } = await openPage(t);
    await logIn(page, '44.000.002-9', 'Lautaro-77');
    await page.waitForURL(`${stage.clientUrl}/`);
    const { page: other } = await openPage(t);
    await expectRosa();
    await logIn(other, '44.000.002-9', 'Lautaro-77');
    t.is(await heading(other), 'La plataforma espera a otra persona');
    await lookAt(t, other, true);
    const answered = other.waitForRequest((request) => request.url().startsWith(`${stage.clientUrl}/vuelta?`));
    await press(other, 'Volver a la plataforma');
    t.true(new URL((await answered).url()).searchParams.get('error_uri')?.endsWith('#otra-persona'));
  },
);

/** The client expects Rosa: its parameters are put into the pending requests, as the app stores them. */
async function expectRosa(): Promise<void> {
  const claims = JSON.stringify(JSON.stringify({ id_token: { rut: { value: '44000001-0' } } }));
  await stage.app.database.run((sql) =>
    sql.raw("update oidc_interaction set payload = jsonb_set(payload, '{params,claims}', ?::jsonb)", [claims]),
  );
}
