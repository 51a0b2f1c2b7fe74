import test from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { chooseProfile } from './client-steps.ts';
import { lookAt } from './quality.ts';
import { openStage, type Stage } from './stage.ts';
import { fill, press } from './steps.ts';

const NETWORKS = ['127.0.0.1', '0:0:0:0::/64'];
const rosa = { rut: '44.000.001-0', clave: 'Lautaro-77' };

let stage: Stage;
test.before(async () => {
  stage = await openStage({ THROTTLES: 'on' });
});
test.after.always(() => stage.close());

/** So many failures of strangers in this minute. */
async function fail(count: number): Promise<void> {
  const { throttles } = stage.app.deps;
  for (const network of NETWORKS)
    for (let tries = 0; tries < count; tries += 1) await throttles.consume(rateLimits.loginFailures, network);
}

test.serial(
  '[A9] past the bound the page works by itself, says so, and signs in without typing the key again',
  async (t) => {
    t.timeout(withinMs(120_000));
    const { page, context, complaints } = await stage.visit({ viewport: { width: 390, height: 800 } });
    t.teardown(() => context.close());
    await chooseProfile(page, stage, 'Persona');
    await fill(page, rosa);
    await fail(rateLimits.loginFailures.limit + 3);
    // The work may be done before the test looks: what the page shows is recorded when it is shown.
    const said: string[] = [];
    await page.exposeFunction('noteSaid', (text: string) => void said.push(text));
    await page.evaluate(`new MutationObserver(([{ target }]) => target.hidden || noteSaid(target.textContent))
      .observe(document.querySelector('#espera'), { childList: true, attributes: true })`);
    await lookAt(t, page, true);
    const begun = Date.now();
    await page.getByRole('button', { name: 'Ingresar', exact: true }).click({ noWaitAfter: true });
    await page.waitForURL(`${stage.clientUrl}/`, { timeout: withinMs(60_000) });
    t.log(`${Date.now() - begun} ms for 2^15 hashes on average`);
    t.regex(said[0] ?? '', /Espere unos segundos\. Comprobamos que no es un programa automático: \d+ %\./);
    t.deepEqual(complaints, []);
  },
);

test.serial('[A9] without script the page offers a link to the own mailbox', async (t) => {
  const { page, context } = await stage.visit({ javaScriptEnabled: false });
  t.teardown(() => context.close());
  await chooseProfile(page, stage, 'Persona');
  await fail(rateLimits.loginFailures.limit);
  await fill(page, rosa);
  await press(page, 'Ingresar');
  await page.getByRole('link', { name: 'recibir un enlace en su correo' }).click();
  await fill(page, { rut: rosa.rut });
  await press(page, 'Recibir un enlace en mi correo');
  t.regex(await page.locator('main').innerText(), /le enviamos un enlace al correo registrado/);
  const letter = (await stage.app.mailbox()).find(({ subject }) => subject === 'Continúe su ingreso con Clave Sence');
  await page.goto(/http\S+\/correo-de-ingreso\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '');
  await press(page, 'Seguir con mi ingreso');
  t.regex(await page.locator('main').innerText(), /puede escribir su clave durante 10 minutos/);
  await fail(rateLimits.loginFailures.limit);
  await chooseProfile(page, stage, 'Persona');
  await fill(page, rosa);
  await press(page, 'Ingresar');
  await page.waitForURL(`${stage.clientUrl}/`);
  t.pass();
});
