/** A member of staff enrols two passkeys by link, signs in, idles out with a form half written, and finds it again. */
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { enter, openScenario, type Run } from '../browser/scenario.ts';
import { openStage } from '../browser/stage.ts';
import { fill, follow, heading, press } from '../browser/steps.ts';
import { deviceOf } from '../browser/virtual-authenticator.ts';
import { acceptStaff, addStaff } from '../helpers/staff.ts';
import { openIssuer } from '../helpers/staff-issuer.ts';
import { withinMs } from '../helpers/within-ms.ts';

const MINUTE = 60_000;
const runs: readonly Run[] = [
  { how: 'at 390 pixels', script: true, width: 390 },
  { how: 'at 1280 pixels', script: true, width: 1280 },
];

for (const one of runs) test.serial(`a member enrols, signs in, idles out and loses no word: ${one.how}`, dayOf, one);
test.serial(
  "a member enters by the agency's own provider, whose redirect carries no session: with script",
  byIssuer,
  true,
);
test.serial("a member enters by the agency's own provider: without script", byIssuer, false);
test.serial('without script the desk says that a passkey needs it', withoutScript);

const said = (page: Page, id: string): Promise<string> => page.locator(id).innerText();

async function dayOf(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  const { app } = stage;
  const { page, look, complaints } = await enter(t, stage, one);
  const device = await deviceOf(page);
  const { id } = await addStaff(app, { roles: ['administrador', 'agente'] });
  await page.goto(`${app.issuer}/mesa/inscripcion/${await app.deps.staffLinks.make(id)}`);
  await look();
  await press(page, 'Comenzar la inscripción');
  await look();
  await fill(page, { nombre: 'Llave de la oficina' });
  await press(page, 'Crear la clave de acceso');
  t.regex(await said(page, '#listo'), /Falta la segunda/);
  await look();
  await device.change();
  await fill(page, { nombre: 'Teléfono' });
  await press(page, 'Crear la clave de acceso');
  t.regex(await said(page, '#listo'), /inscripción está completa/);
  await look();
  await press(page, 'Ingresar con mi clave de acceso');
  t.is(await heading(page), 'Falta que otra persona acepte su acceso');
  await look();
  await acceptStaff(app, id);
  await follow(page, page.getByRole('link', { name: 'esta página', exact: true }));
  t.is(await heading(page), 'Su acceso está aceptado');
  await look();
  await follow(page, page.getByRole('link', { name: 'Ir a la mesa', exact: true }));
  t.is(await heading(page), 'Buscar a una persona');
  await look();

  await page.goto(`${app.issuer}/mesa/equipo/invitar`);
  await fill(page, { nombres: 'Marta', oficina: 'Ventanilla Rupanco' });
  await page.getByLabel('Revisión').check();
  app.advance(16 * MINUTE);
  await press(page, 'Invitar y ver el enlace');
  t.is(await heading(page), 'Ingresar a la mesa de ayuda');
  t.regex(await said(page, '#listo'), /Guardamos lo que escribió/);
  await look();
  await press(page, 'Ingresar con mi clave de acceso');
  t.is(await heading(page), 'Invitar a una persona');
  t.regex(await said(page, '#recuperado'), /Recuperamos lo que escribió/);
  t.is(await page.locator('#nombres').inputValue(), 'Marta');
  t.is(await page.locator('#oficina').inputValue(), 'Ventanilla Rupanco');
  t.true(await page.getByLabel('Revisión').isChecked());
  await look();

  await follow(page, page.getByRole('link', { name: 'Salir', exact: true }).first());
  await look();
  await press(page, 'Salir');
  t.regex(await said(page, '#listo'), /Salió de la mesa de ayuda/);
  t.deepEqual(complaints, []);
}

async function withoutScript(t: ExecutionContext): Promise<void> {
  const stage = await openScenario(t);
  const { page, look } = await enter(t, stage, { how: '', script: false, width: 1280 });
  await page.goto(`${stage.app.issuer}/mesa/ingreso`);
  t.true(await page.getByText('Este navegador no puede usar una clave de acceso.').isVisible());
  await look();
}

/** The provider is another site than ours: a Strict cookie is not sent by what begins there. */
async function byIssuer(t: ExecutionContext, script: boolean): Promise<void> {
  t.timeout(withinMs(120_000));
  const issuer = await openIssuer();
  t.teardown(() => issuer.close());
  const stage = await openStage({ ...issuer.env });
  t.teardown(() => stage.close());
  const { app } = stage;
  issuer.trust(`${app.issuer}/mesa/ingreso/vuelta`);
  const { page, look } = await enter(t, stage, { how: '', script, width: 390 });
  const { id } = await addStaff(app, { roles: ['agente'] });
  await page.goto(`${app.issuer}/mesa/inscripcion/${await app.deps.staffLinks.make(id)}`);
  await look();
  await press(page, 'Comenzar la inscripción');
  t.is(await heading(page), 'Vincule su cuenta de la institución');
  await look();
  await page.getByRole('link', { name: 'Ingresar con la cuenta de la institución', exact: true }).click();
  await page.waitForURL(`${app.issuer}/mesa/por-aceptar`);
  t.is(await heading(page), 'Falta que otra persona acepte su acceso');
  await acceptStaff(app, id);
  await page.goto(`${app.issuer}/mesa`);
  t.is(await heading(page), 'Buscar a una persona');

  await fill(page, { busqueda: 'CS-2222-2222' });
  app.advance(16 * MINUTE);
  await press(page, 'Buscar');
  t.is(await heading(page), 'Ingresar a la mesa de ayuda');
  await look();
  issuer.fails = 500;
  app.advance(11 * MINUTE);
  await follow(page, page.getByRole('link', { name: 'Ingresar con la cuenta de la institución', exact: true }));
  t.regex(await page.locator('main').innerText(), /no responde/);
  await look();
  issuer.fails = undefined;
  await page.getByRole('link', { name: 'Ingresar con la cuenta de la institución', exact: true }).click();
  await page.waitForURL(`${app.issuer}/mesa`);
  t.regex(await said(page, '#recuperado'), /Recuperamos lo que escribió/);
  t.is(await page.locator('#busqueda').inputValue(), 'CS-2222-2222');
}
