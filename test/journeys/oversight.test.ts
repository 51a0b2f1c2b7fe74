/** An agent who looks up a neighbour is noticed; the person reads the visit and complains. */
import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { because } from '../helpers/desk.ts';
import { messagesTo } from '../helpers/recovery.ts';
import { openStaff, type StaffGiven } from '../helpers/staff.ts';

const AUDITOR = 'auditoria@sence.example';

for (const one of runs) test.serial(`a neighbour at the desk is noticed: ${one.how}`, noticed, one);

/** A member in a browser with a session of the desk. */
async function atDesk(
  t: ExecutionContext,
  stage: Stage,
  one: Run,
  given: Parameters<typeof openStaff>[1] & Partial<StaffGiven>,
): Promise<Person> {
  const { token } = await openStaff(stage.app, given);
  const person = await enter(t, stage, one);
  await person.context.addCookies([{ name: 'cs_mesa', value: token, url: stage.app.issuer }]);
  return person;
}

async function looksUp({ page }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/mesa`);
  await fill(page, { busqueda: rosa.rut });
  await press(page, 'Buscar');
  await follow(page, page.getByRole('link', { name: 'Abrir ficha' }));
  await fill(page, { motivo: because.reason, por_que: because.words });
  await press(page, 'Abrir ficha');
}

async function marks(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/mesa/auditoria`);
  await look();
  t.regex(await page.locator('main').innerText(), /un apellido suyo y de su misma comuna/);
  const row = page.getByRole('row', { name: /un apellido suyo/ }).first();
  await follow(page, row.getByRole('link', { name: /Revisar/ }));
  await look();
  await fill(page, { nota: 'Es su vecina. Pido una explicación.' });
  await press(page, 'Marcar como revisada');
  t.regex(await page.locator('#listo').innerText(), /quedó revisada/);
}

async function complains(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/cuenta/actividad`);
  await logIn(page, rosa.rut, rosa.key);
  await look();
  const activity = await page.locator('main').innerText();
  t.regex(activity, /La mesa de ayuda \(agente, oficina Ñuñoa\) vio la ficha de su cuenta, para atender una llamada/);
  t.true(activity.includes(because.words));
  await follow(page, page.getByRole('link', { name: /Reclamar/ }).first());
  await look();
  await fill(page, { reclamo: 'No llamé a nadie. Conozco a esa persona: es mi vecino.' });
  await press(page, 'Enviar el reclamo');
  t.regex(await page.locator('#listo').innerText(), /Recibimos su reclamo. Folio CS-/);
  await look();
}

async function noticed(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  const account = await stage.app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  const commune = account?.personal.address.comuna ?? '';
  const auditor = await atDesk(t, stage, one, { roles: ['auditor'], email: AUDITOR });
  const name = { given: 'Pedro', paternal: 'Soto', maternal: 'Reyes' };
  const agent = await atDesk(t, stage, one, { roles: ['agente'], office: 'Ñuñoa', name, commune });
  await looksUp(agent, stage);
  t.is(await heading(agent.page), 'Ficha');
  t.true((await messagesTo(stage.app, AUDITOR)).some(({ text }) => text.includes('un apellido suyo')));
  await marks(t, auditor, stage);
  const citizen = await enter(t, stage, one);
  await complains(t, citizen, stage);
  const cases = await stage.app.deps.cases.list(account?.id ?? '');
  t.deepEqual(
    cases.map(({ kind, state }) => [kind, state]),
    [['reclamo', 'recibida']],
  );
  t.deepEqual([...agent.complaints, ...auditor.complaints, ...citizen.complaints], []);
}
