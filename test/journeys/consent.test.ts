/** A private client: its page of consent with values and an optional one, and a withdrawal that reaches it. */
import test, { type ExecutionContext } from 'ava';
import { chooseProfile } from '../browser/client-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import { follow, heading, logIn, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { eventReceiver, heardAt, notifiedIn } from '../helpers/event-receiver.ts';

for (const one of runs)
  test.serial(
    `a consent with an optional datum, and its withdrawal, which reaches the platform: ${one.how}`,
    walk,
    one,
  );

async function walk(t: ExecutionContext, one: Run): Promise<void> {
  const receiver = await eventReceiver(t);
  const stage = await openScenario(t, {
    first_party: false,
    sector: 'privada',
    optional_scopes: 'phone address',
    security_events: { endpoint: `http://localhost:${receiver.port}/eventos`, events: ['consent-withdrawn'] },
  });
  const { page, look, complaints } = await enter(t, stage, one);
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
  t.regex(await heading(page), /Despega MIPE .* pide conocer estos datos/);
  t.regex(await page.locator('main').innerText(), /Rosa Elena Soto Díaz[\s\S]*44\.000\.001-0/);
  t.deepEqual(await page.locator('input[type=checkbox]:checked').count(), 0);
  await page.getByRole('checkbox', { name: 'Celular' }).check();
  await look();
  await press(page, 'Permitir y continuar');
  await page.waitForURL(`${stage.clientUrl}/`);

  const open = await page.context().newPage();
  await open.goto(stage.clientUrl);
  await page.goto(`${stage.app.issuer}/cuenta/plataformas`);
  t.regex(await page.locator('main').innerText(), /No permitió\s+Domicilio/);
  await look();
  await follow(page, page.getByRole('link', { name: 'Desconectar' }));
  await look();
  await press(page, 'Desconectar');
  // What the platform still holds is refused, in a page that was open before.
  await press(open, 'Renovar');
  const left = await open.locator('body').innerText();
  t.regex(left, /Su sesión terminó|Ingresar con Clave Sence/);
  t.notRegex(left, /Rosa/);
  const heard = notifiedIn(await heardAt(stage.app, receiver, 'despega-mipe'));
  t.deepEqual(
    heard.map(([uri]) => uri),
    ['urn:sence:evento:permiso-retirado'],
  );
  t.deepEqual(complaints, []);
}
