/**
 * A migrante at a platform that wants `documento`: folio, counter, two people, the hold, and then the platform's
 * tokens.
 */
import test, { type ExecutionContext } from 'ava';
import type { StaffRole } from '../../src/domain/staff.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { chooseProfile, heard } from '../browser/client-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { jorgeAtCounter } from '../helpers/at-counter.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { DAY } from '../helpers/recovery.ts';
import { openStaff } from '../helpers/staff.ts';
import { withinMs } from '../helpers/within-ms.ts';

for (const one of runs)
  test.serial(
    `a migrante proves the identity at a counter and enters a platform that wants it: ${one.how}`,
    proves,
    one,
  );

const said = ({ page }: Person): Promise<string> => page.locator('main').innerText();

/** A browser with a session of the desk. */
async function atDesk(t: ExecutionContext, stage: Stage, one: Run, role: StaffRole, office: string): Promise<Person> {
  const { token } = await openStaff(stage.app, { roles: [role], office });
  const person = await enter(t, stage, one);
  await person.page.context().addCookies([{ name: 'cs_mesa', value: token, url: stage.app.issuer }]);
  return person;
}

/** From the step-up page to Mi cuenta, the folio there, and back to the step-up page by the way that the page offers. */
async function asks(t: ExecutionContext, jorges: Person): Promise<string> {
  const { page, look } = jorges;
  t.is(await heading(page), 'Compruebe su identidad');
  await look();
  await press(page, 'Demostrar mi identidad con mi documento');
  t.is(await heading(page), 'Demostrar mi identidad con mi documento');
  await look();
  await fill(page, { actual: jorge.key });
  await press(page, 'Pedir un folio');
  await look();
  const folio = /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await said(jorges))?.[0] ?? '';
  await follow(page, page.getByRole('link', { name: /^Volver ahora a / }));
  t.is(await heading(page), 'Compruebe su identidad');
  t.true((await said(jorges)).includes(folio));
  await look();
  return folio;
}

/** The counter sees the document under that folio. */
async function attests({ page }: Person, { app }: Stage, folio: string): Promise<void> {
  await page.goto(`${app.issuer}/mesa/mostrador`);
  await fill(page, { ...jorgeAtCounter, folio, vencimiento: '2031-05-20' });
  await press(page, 'Seguir y leer con la persona');
  await press(page, 'Vi el documento');
}

/** Opens the one case of the queue, with a reason. */
async function opens({ page }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/mesa/casos`);
  await follow(page, page.getByRole('link', { name: 'Abrir' }));
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
}

async function decide(t: ExecutionContext, stage: Stage, one: Run): Promise<void> {
  const agent = await atDesk(t, stage, one, 'agente', 'Mesa central');
  await opens(agent, stage);
  await press(agent.page, 'Tomar el caso');
  await fill(agent.page, { texto: 'Vimos su pasaporte vigente.', resultado: 'acogida' });
  await press(agent.page, 'Proponer');
  const reviewer = await atDesk(t, stage, one, 'revisor', 'Maule');
  await opens(reviewer, stage);
  const call = reviewer.page.getByLabel('Hablé con la persona');
  if (await call.count()) await call.check();
  await press(reviewer.page, 'Confirmar la decisión');
  t.regex(await said(reviewer), /El caso quedó resuelto/);
}

async function proves(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t, { minimum_identity: 'documento' });
  t.timeout(withinMs(180_000));
  const { app } = stage;
  await openJorge(app);
  const jorges = await enter(t, stage, one);
  const { page, look, complaints } = jorges;
  await chooseProfile(page, stage, 'Migrante');
  await logIn(page, jorge.nie, jorge.key);
  const folio = await asks(t, jorges);
  await attests(await atDesk(t, stage, one, 'mostrador', 'OMIL Talca'), stage, folio);
  await decide(t, stage, one);
  await page.goto(`${app.issuer}/cuenta/datos/documento`);
  t.regex(await said(jorges), /Aprobamos su solicitud/);
  await look();
  app.advance(8 * DAY);
  t.true(await applyDueChange(app.deps));
  await page.goto(stage.clientUrl);
  // The session of Clave Sence is still there, and the platform gets what it asked for.
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heard(page, 'identidad'), 'documento');
  t.deepEqual(complaints, []);
}
