/** A locked citizen is helped by the code that the page shows, and reads the visit afterwards. */
import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import { chooseProfile } from '../browser/client-steps.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { because } from '../helpers/desk.ts';
import { elsewhere, outcomeOf } from '../helpers/recovery.ts';
import { openStaff } from '../helpers/staff.ts';
import { withinMs } from '../helpers/within-ms.ts';

const identifier = parseRun(rosa.rut);

for (const one of runs)
  test.serial(`a pause that strangers caused is lifted by the code of the page: ${one.how}`, helped, one);

/** With budgets: without them there is no pause. */
async function openPaused(t: ExecutionContext): Promise<Stage> {
  t.timeout(withinMs(120_000));
  const stage = await openStage({ THROTTLES: 'on' });
  t.teardown(() => stage.close());
  for (let place = 0; place < 5; place += 1)
    await outcomeOf(stage.app, 'no es esta clave', { identifier, visitor: elsewhere(place) });
  return stage;
}

/** The agent, in a browser with a session of the desk. */
async function enterDesk(t: ExecutionContext, stage: Stage, one: Run): Promise<Person> {
  const { token } = await openStaff(stage.app, { roles: ['agente'], office: 'Santiago' });
  const agent = await enter(t, stage, one);
  await agent.page.context().addCookies([{ name: 'cs_mesa', value: token, url: stage.app.issuer }]);
  return agent;
}

async function lifts(t: ExecutionContext, { page, look }: Person, { app }: Stage, code: string): Promise<void> {
  await page.goto(`${app.issuer}/mesa`);
  await look();
  await fill(page, { busqueda: code.toLowerCase() });
  await press(page, 'Buscar');
  t.is(await heading(page), 'Resultado');
  await look();
  await follow(page, page.getByRole('link', { name: 'Abrir ficha' }));
  await look();
  await fill(page, { motivo: because.reason, por_que: because.words });
  await press(page, 'Abrir ficha');
  t.is(await heading(page), 'Ficha');
  t.regex(await page.locator('main').innerText(), /La pausa por claves incorrectas termina/);
  await look();
  await follow(page, page.getByRole('link', { name: 'Terminar la pausa por claves incorrectas' }));
  await look();
  await fill(page, { motivo: because.reason, por_que: because.words });
  await press(page, 'Terminar la pausa');
  t.regex(await page.locator('#listo').innerText(), /Terminó la pausa/);
  await look();
}

async function helped(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openPaused(t);
  const citizen = await enter(t, stage, one);
  const { page } = citizen;
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
  const said = await page.locator('#resumen').innerText();
  t.regex(said, /Demasiados intentos/);
  const code = /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(said)?.[0] ?? '';
  const agent = await enterDesk(t, stage, one);
  await lifts(t, agent, stage, code);
  await logIn(page, rosa.rut, rosa.key);
  await page.waitForURL(`${stage.clientUrl}/`);
  await page.goto(`${stage.app.issuer}/cuenta/actividad`);
  const activity = await page.locator('main').innerText();
  t.regex(
    activity,
    /La mesa de ayuda \(agente, oficina Santiago\) vio la ficha de su cuenta, para atender una llamada/,
  );
  t.regex(activity, /terminó la pausa por claves incorrectas/);
  t.true(activity.includes(because.words));
  await citizen.look();
  t.deepEqual([...citizen.complaints, ...agent.complaints], []);
}
