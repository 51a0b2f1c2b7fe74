import test, { type ExecutionContext } from 'ava';
import type { Page, Request } from 'playwright-core';
import { signIn } from '../browser/client-steps.ts';
import { done, enterCuenta, openTab, rosa } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Person, type Run } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { deviceOf } from '../browser/virtual-authenticator.ts';
import { rosa as registered } from '../helpers/client-app.ts';
import { mailedCode } from '../helpers/second-factor.ts';

const runs: readonly Run[] = [
  { how: 'at 390 pixels', script: true, width: 390 },
  { how: 'at 1280 pixels', script: true, width: 1280 },
];

for (const run of runs) {
  test.serial(`[second factor] a user adds a passkey, signs in by it, and removes it: ${run.how}`, wholeLife, run);
  test.serial(
    `[second factor] a passkey is offered where the number is typed, and raises a session: ${run.how}`,
    offered,
    run,
  );
}

test.serial('what a sign-in costs by key and by passkey is printed', measured);
test.serial('without script no page offers a passkey, and the other ways are there', withoutScript);
test.serial('a browser without passkeys shows the other ways alone', withoutPasskeys);

async function addPasskey(t: ExecutionContext, { page, look }: Pick<Person, 'page' | 'look'>, { app }: Stage) {
  await openTab(page, 'Seguridad');
  await follow(page, page.getByRole('link', { name: 'Agregar una clave de acceso' }));
  t.is(await heading(page), 'Agregar una clave de acceso');
  await look();
  await fill(page, { nombre: 'Mi teléfono', serie: registered.serial ?? '' });
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  await fill(page, { codigo: await mailedCode(app, 'rosa@correo.example') });
  await look();
  await press(page, 'Crear y agregar la clave de acceso');
  await look();
}

async function wholeLife(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, look, complaints } = await enter(t, stage, run);
  const device = await deviceOf(page);
  await enterCuenta(page, stage);
  await addPasskey(t, { page, look }, stage);
  t.is(await heading(page), 'Sus códigos de respaldo');
  t.is(await page.locator('.impresos code').count(), 10);
  t.is(await device.passkeys(), 1);
  await follow(page, page.getByRole('link', { name: 'Ya los guardé' }));
  t.is(await done(page), 'Su segundo factor quedó agregado.');
  await look();

  // The second passkey of the same device is refused by the browser, which says so; the first one alone proves the holder.
  await follow(page, page.getByRole('link', { name: 'Agregar una clave de acceso' }));
  await look();
  await page.getByRole('button', { name: 'Comprobar con la clave de acceso que ya tengo' }).click();
  await page.getByText('Listo: no necesita un código. Siga más abajo.').waitFor();
  t.false(await page.locator('#codigo').isVisible());
  await page.getByRole('button', { name: 'Crear y agregar la clave de acceso' }).click();
  await page.getByText('Este aparato ya tiene una clave de acceso de su cuenta.').waitFor();
  await device.change();
  await fill(page, { nombre: 'Mi computador' });
  await press(page, 'Crear y agregar la clave de acceso');
  t.is(await done(page), 'Su segundo factor quedó agregado.');
  t.is(await page.getByRole('link', { name: /^Quitar / }).count(), 2);

  // An authenticator that refuses is not chosen where the number is typed either.
  await page.context().clearCookies();
  await device.confirms(false);
  await page.goto(`${stage.clientUrl}/ingresar`);
  await look();
  await page.getByRole('button', { name: 'Ingresar con una clave de acceso' }).click();
  await page.getByText('No se usó ninguna clave de acceso').waitFor();
  t.is(await heading(page), 'Ingrese con su Clave Sence');
  await look();
  await device.confirms(true);
  await press(page, 'Ingresar con una clave de acceso');
  await page.waitForURL(`${stage.clientUrl}/`);

  await page.goto(`${stage.app.issuer}/cuenta/seguridad`);
  await page.waitForURL(`${stage.app.issuer}/cuenta/seguridad`);
  await follow(page, page.getByRole('link', { name: 'Quitar Mi computador' }));
  await look();
  await press(page, 'Quitar con mi clave de acceso');
  t.is(await done(page), 'Quitamos el segundo factor y le avisamos.');
  t.deepEqual(complaints, []);
}

async function offered(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, look, complaints } = await enter(t, stage, run);
  const device = await deviceOf(page);
  await enterCuenta(page, stage);
  await addPasskey(t, { page, look }, stage);
  t.is(await device.passkeys(), 1);

  // The key first, then the passkey as second factor.
  await page.context().clearCookies();
  await device.confirms(false);
  await page.goto(`${stage.clientUrl}/ingresar`);
  await logIn(page, rosa.rut, rosa.key);
  t.is(await heading(page), 'Use su segundo factor');
  await look();
  await page.getByRole('button', { name: 'Usar mi clave de acceso' }).click();
  await page.getByText('No se usó ninguna clave de acceso').waitFor();
  await device.confirms(true);
  await press(page, 'Usar mi clave de acceso');
  await page.waitForURL(`${stage.clientUrl}/`);

  // An authenticator that confirms by itself is chosen at once where the number is typed.
  await page.context().clearCookies();
  await page.goto(`${stage.clientUrl}/ingresar`);
  await page.waitForURL(`${stage.clientUrl}/`);
  t.deepEqual(complaints, []);
}

async function withoutScript(t: ExecutionContext): Promise<void> {
  const stage = await openScenario(t);
  const { page, look } = await enter(t, stage, { how: '', script: false, width: 1280 });
  await page.goto(`${stage.clientUrl}/ingresar`);
  t.is(await page.getByRole('button', { name: 'Ingresar con una clave de acceso' }).count(), 0);
  await look();
  await logIn(page, rosa.rut, rosa.key);
  await page.waitForURL(`${stage.clientUrl}/`);
  await enterCuenta(page, stage).catch(() => undefined);
  await page.goto(`${stage.app.issuer}/cuenta/seguridad/segundo-factor/clave-de-acceso`);
  t.true(await page.getByText('Este navegador no puede crear una clave de acceso.').isVisible());
  await look();
}

async function withoutPasskeys(t: ExecutionContext): Promise<void> {
  const stage = await openScenario(t);
  const { page, complaints } = await enter(t, stage, { how: '', script: true, width: 390 });
  await page.addInitScript('delete window.PublicKeyCredential');
  await page.goto(`${stage.clientUrl}/ingresar`);
  t.is(await page.getByRole('button', { name: 'Ingresar con una clave de acceso' }).count(), 0);
  await signIn(page, stage, 'Persona', rosa).catch(() => undefined);
  t.deepEqual(complaints, []);
}

/** Not a promise: figures beside each other, of ten sign-ins each, on this machine. */
async function measured(t: ExecutionContext): Promise<void> {
  const stage = await openScenario(t);
  // One page for both: a browser uses a passkey in the page that has the focus only.
  const { page, look } = await enter(t, stage, { how: '', script: true, width: 390 });
  const key = await timesOf(page, stage, () => logIn(page, rosa.rut, rosa.key));
  await deviceOf(page);
  await page.context().clearCookies();
  await enterCuenta(page, stage);
  await addPasskey(t, { page, look }, stage);
  // Offered where the number is typed, it would be chosen before the button is pressed.
  await page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false');
  const passkey = await timesOf(page, stage, () => press(page, 'Ingresar con una clave de acceso'));
  console.log(`sign-in by key: ${key}`);
  console.log(`sign-in by passkey: ${passkey}`);
  t.pass();
}

/** Requests and bytes of one sign-in, and its median time from the page of the key to the platform, of ten. */
async function timesOf(page: Page, { app, clientUrl }: Stage, act: () => Promise<void>): Promise<string> {
  const times: number[] = [];
  let requests = 0;
  let bytes = 0;
  for (let round = 0; round < 10; round += 1) {
    await page.context().clearCookies();
    await page.goto(`${clientUrl}/ingresar`);
    const sizes: Promise<number>[] = [];
    const count = (request: Request): void => {
      if (request.url().startsWith(app.issuer)) sizes.push(sizeOf(request));
    };
    page.on('requestfinished', count);
    const from = performance.now();
    await act();
    await page.waitForURL(`${clientUrl}/`);
    times.push(performance.now() - from);
    page.off('requestfinished', count);
    requests = sizes.length;
    bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }
  const median = times.toSorted((one, other) => one - other)[5] ?? 0;
  return `${requests} requests, ${bytes} bytes, ${Math.round(median)} ms at the middle of ten`;
}

async function sizeOf(request: Request): Promise<number> {
  const { requestBodySize, requestHeadersSize, responseBodySize, responseHeadersSize } = await request.sizes();
  return requestBodySize + requestHeadersSize + responseBodySize + responseHeadersSize;
}
